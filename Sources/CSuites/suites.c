#include "CSuites.h"

#ifndef PARITY_CSUITES_H
#define PARITY_CSUITES_H
#endif

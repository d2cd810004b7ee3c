#include "CDialects.h"

// A new dialect: put its file in dialects/, add an array here and a row to the table below.

static const unsigned char nvidia[] = {
#embed "../../dialects/nvidia.dialect"
};
static const unsigned char hip[] = {
#embed "../../dialects/hip.dialect"
};
static const unsigned char musa[] = {
#embed "../../dialects/musa.dialect"
};
static const unsigned char cann[] = {
#embed "../../dialects/cann.dialect"
};
static const unsigned char cann_950[] = {
#embed "../../dialects/cann-950.dialect"
};
static const unsigned char cnnl[] = {
#embed "../../dialects/cnnl.dialect"
};
static const unsigned char maca[] = {
#embed "../../dialects/maca.dialect"
};
static const unsigned char supa[] = {
#embed "../../dialects/supa.dialect"
};
static const unsigned char ppu[] = {
#embed "../../dialects/ppu.dialect"
};
static const unsigned char corex[] = {
#embed "../../dialects/corex.dialect"
};
static const unsigned char dtk[] = {
#embed "../../dialects/dtk.dialect"
};
static const unsigned char kunlun[] = {
#embed "../../dialects/kunlun.dialect"
};
static const unsigned char tops[] = {
#embed "../../dialects/tops.dialect"
};
static const unsigned char openblas[] = {
#embed "../../dialects/openblas.dialect"
};
static const unsigned char vulkan[] = {
#embed "../../dialects/vulkan.dialect"
};
static const unsigned char devices[] = {
#embed "../../dialects/devices.catalogue"
};

static const ParityEmbeddedDialect dialects[] = {
    {"nvidia", nvidia, sizeof nvidia},
    {"hip", hip, sizeof hip},
    {"musa", musa, sizeof musa},
    {"cann", cann, sizeof cann},
    {"cann-950", cann_950, sizeof cann_950},
    {"cnnl", cnnl, sizeof cnnl},
    {"maca", maca, sizeof maca},
    {"supa", supa, sizeof supa},
    {"ppu", ppu, sizeof ppu},
    {"corex", corex, sizeof corex},
    {"dtk", dtk, sizeof dtk},
    {"kunlun", kunlun, sizeof kunlun},
    {"tops", tops, sizeof tops},
    {"openblas", openblas, sizeof openblas},
    {"vulkan", vulkan, sizeof vulkan},
};

size_t parity_embedded_dialect_count(void) { return sizeof dialects / sizeof dialects[0]; }

ParityEmbeddedDialect parity_embedded_dialect(size_t index) { return dialects[index]; }

ParityEmbeddedDialect parity_embedded_device_catalogue(void) {
  return (ParityEmbeddedDialect){"devices", devices, sizeof devices};
}

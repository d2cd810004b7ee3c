#include "CSuites.h"

// A new suite: put its file in suites/, add an array here and a row to the table below.

static const unsigned char quick[] = {
#embed "../../suites/quick.suite"
};
static const unsigned char awkward[] = {
#embed "../../suites/awkward.suite"
};
static const unsigned char deepbench[] = {
#embed "../../suites/deepbench.suite"
};
static const unsigned char llama3_8b[] = {
#embed "../../suites/llama3-8b.suite"
};
static const unsigned char llama3_70b[] = {
#embed "../../suites/llama3-70b.suite"
};
static const unsigned char deepseek_v3[] = {
#embed "../../suites/deepseek-v3.suite"
};
static const unsigned char gpt2[] = {
#embed "../../suites/gpt2.suite"
};
static const unsigned char bert_base[] = {
#embed "../../suites/bert-base.suite"
};
static const unsigned char flash_attention[] = {
#embed "../../suites/flash-attention.suite"
};
static const unsigned char flash_attention_backward[] = {
#embed "../../suites/flash-attention-backward.suite"
};
static const unsigned char peers[] = {
#embed "../../suites/peers.suite"
};

static const ParityEmbeddedSuite suites[] = {
    {"quick", quick, sizeof quick},
    {"awkward", awkward, sizeof awkward},
    {"deepbench", deepbench, sizeof deepbench},
    {"llama3-8b", llama3_8b, sizeof llama3_8b},
    {"llama3-70b", llama3_70b, sizeof llama3_70b},
    {"deepseek-v3", deepseek_v3, sizeof deepseek_v3},
    {"gpt2", gpt2, sizeof gpt2},
    {"bert-base", bert_base, sizeof bert_base},
    {"flash-attention", flash_attention, sizeof flash_attention},
    {"flash-attention-backward", flash_attention_backward, sizeof flash_attention_backward},
    {"peers", peers, sizeof peers},
};

size_t parity_embedded_suite_count(void) { return sizeof suites / sizeof suites[0]; }

ParityEmbeddedSuite parity_embedded_suite(size_t index) { return suites[index]; }

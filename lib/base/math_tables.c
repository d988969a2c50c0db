/* SPDX-License-Identifier: MIT */
/* Made by tools/math_tables.py. */
#include "base/math_tables.h"

/* clang-format off */
/* 2^(i/64) in two parts. */
const mlt_dd mlt_exp_powers[64] = {
    {0x1p+0, 0}, {0x1.02c9a3e778061p+0, -0x1.19083535b085dp-56},
    {0x1.059b0d3158574p+0, 0x1.d73e2a475b465p-55}, {0x1.0874518759bc8p+0, 0x1.186be4bb284ffp-57},
    {0x1.0b5586cf9890fp+0, 0x1.8a62e4adc610bp-54}, {0x1.0e3ec32d3d1a2p+0, 0x1.03a1727c57b53p-59},
    {0x1.11301d0125b51p+0, -0x1.6c51039449b3ap-54}, {0x1.1429aaea92dep+0, -0x1.32fbf9af1369ep-54},
    {0x1.172b83c7d517bp+0, -0x1.19041b9d78a76p-55}, {0x1.1a35beb6fcb75p+0, 0x1.e5b4c7b4968e4p-55},
    {0x1.1d4873168b9aap+0, 0x1.e016e00a2643cp-54}, {0x1.2063b88628cd6p+0, 0x1.dc775814a8495p-55},
    {0x1.2387a6e756238p+0, 0x1.9b07eb6c70573p-54}, {0x1.26b4565e27cddp+0, 0x1.2bd339940e9d9p-55},
    {0x1.29e9df51fdee1p+0, 0x1.612e8afad1255p-55}, {0x1.2d285a6e4030bp+0, 0x1.0024754db41d5p-54},
    {0x1.306fe0a31b715p+0, 0x1.6f46ad23182e4p-55}, {0x1.33c08b26416ffp+0, 0x1.32721843659a6p-54},
    {0x1.371a7373aa9cbp+0, -0x1.63aeabf42eae2p-54}, {0x1.3a7db34e59ff7p+0, -0x1.5e436d661f5e3p-56},
    {0x1.3dea64c123422p+0, 0x1.ada0911f09ebcp-55}, {0x1.4160a21f72e2ap+0, -0x1.ef3691c309278p-58},
    {0x1.44e086061892dp+0, 0x1.89b7a04ef80dp-59}, {0x1.486a2b5c13cdp+0, 0x1.3c1a3b69062fp-56},
    {0x1.4bfdad5362a27p+0, 0x1.d4397afec42e2p-56}, {0x1.4f9b2769d2ca7p+0, -0x1.4b309d25957e3p-54},
    {0x1.5342b569d4f82p+0, -0x1.07abe1db13cadp-55}, {0x1.56f4736b527dap+0, 0x1.9bb2c011d93adp-54},
    {0x1.5ab07dd485429p+0, 0x1.6324c054647adp-54}, {0x1.5e76f15ad2148p+0, 0x1.ba6f93080e65ep-54},
    {0x1.6247eb03a5585p+0, -0x1.383c17e40b497p-54}, {0x1.6623882552225p+0, -0x1.bb60987591c34p-54},
    {0x1.6a09e667f3bcdp+0, -0x1.bdd3413b26456p-54}, {0x1.6dfb23c651a2fp+0, -0x1.bbe3a683c88abp-57},
    {0x1.71f75e8ec5f74p+0, -0x1.16e4786887a99p-55}, {0x1.75feb564267c9p+0, -0x1.0245957316dd3p-54},
    {0x1.7a11473eb0187p+0, -0x1.41577ee04992fp-55}, {0x1.7e2f336cf4e62p+0, 0x1.05d02ba15797ep-56},
    {0x1.82589994cce13p+0, -0x1.d4c1dd41532d8p-54}, {0x1.868d99b4492edp+0, -0x1.fc6f89bd4f6bap-54},
    {0x1.8ace5422aa0dbp+0, 0x1.6e9f156864b27p-54}, {0x1.8f1ae99157736p+0, 0x1.5cc13a2e3976cp-55},
    {0x1.93737b0cdc5e5p+0, -0x1.75fc781b57ebcp-57}, {0x1.97d829fde4e5p+0, -0x1.d185b7c1b85d1p-54},
    {0x1.9c49182a3f09p+0, 0x1.c7c46b071f2bep-56}, {0x1.a0c667b5de565p+0, -0x1.359495d1cd533p-54},
    {0x1.a5503b23e255dp+0, -0x1.d2f6edb8d41e1p-54}, {0x1.a9e6b5579fdbfp+0, 0x1.0fac90ef7fd31p-54},
    {0x1.ae89f995ad3adp+0, 0x1.7a1cd345dcc81p-54}, {0x1.b33a2b84f15fbp+0, -0x1.2805e3084d708p-57},
    {0x1.b7f76f2fb5e47p+0, -0x1.5584f7e54ac3bp-56}, {0x1.bcc1e904bc1d2p+0, 0x1.23dd07a2d9e84p-55},
    {0x1.c199bdd85529cp+0, 0x1.11065895048ddp-55}, {0x1.c67f12e57d14bp+0, 0x1.2884dff483cadp-54},
    {0x1.cb720dcef9069p+0, 0x1.503cbd1e949dbp-56}, {0x1.d072d4a07897cp+0, -0x1.cbc3743797a9cp-54},
    {0x1.d5818dcfba487p+0, 0x1.2ed02d75b3707p-55}, {0x1.da9e603db3285p+0, 0x1.c2300696db532p-54},
    {0x1.dfc97337b9b5fp+0, -0x1.1a5cd4f184b5cp-54}, {0x1.e502ee78b3ff6p+0, 0x1.39e8980a9cc8fp-55},
    {0x1.ea4afa2a490dap+0, -0x1.e9c23179c2893p-54}, {0x1.efa1bee615a27p+0, 0x1.dc7f486a4b6bp-54},
    {0x1.f50765b6e454p+0, 0x1.9d3e12dd8a18bp-54}, {0x1.fa7c1819e90d8p+0, 0x1.74853f3a5931ep-55},
};

const mlt_log_cell mlt_log_cells[128] = {
    {0x1p+0, 0, 0},
    {0x1.fap-1, 0x1.82448a388a2aap-7, 0x1.04b16137f09ap-62},
    {0x1.f6p-1, 0x1.432a925980cc1p-6, -0x1.8cdaf39004192p-60},
    {0x1.f2p-1, 0x1.c63d2ec14aaf2p-6, -0x1.ce030a686bd86p-60},
    {0x1.efp-1, 0x1.149e3e4005a8dp-5, -0x1.53482d1f9d7d7p-61},
    {0x1.ebp-1, 0x1.5715c4c03ceefp-5, -0x1.bbf88ec501b56p-61},
    {0x1.e7p-1, 0x1.9a187b573de7cp-5, -0x1.727626c86b3abp-59},
    {0x1.e4p-1, 0x1.ccb73cdddb2ccp-5, -0x1.e48fb0500efd4p-59},
    {0x1.ep-1, 0x1.08598b59e3a07p-4, -0x1.dd7009902bf32p-58},
    {0x1.ddp-1, 0x1.2207b5c78549ep-4, -0x1.cc0fbce104eaap-58},
    {0x1.d9p-1, 0x1.4485e03dbdfadp-4, 0x1.1ba349aadbc6ep-58},
    {0x1.d6p-1, 0x1.5e95a4d9791cbp-4, 0x1.f38745c5c450ap-58},
    {0x1.d2p-1, 0x1.8197e2f40e3fp-4, 0x1.b9f2dffbeed43p-60},
    {0x1.cfp-1, 0x1.9c0c32d4d2548p-4, 0x1.fb0be3ccc1532p-59},
    {0x1.ccp-1, 0x1.b6ac88dad5b1cp-4, -0x1.0057eed1ca59fp-59},
    {0x1.c9p-1, 0x1.d179788219364p-4, 0x1.9daf7df76ad2ap-59},
    {0x1.c6p-1, 0x1.ec739830a112p-4, -0x1.a2bf991780d3fp-59},
    {0x1.c2p-1, 0x1.08598b59e3a07p-3, -0x1.dd7009902bf32p-57},
    {0x1.bfp-1, 0x1.160c8024b27b1p-3, -0x1.2d56ff61c2bfbp-57},
    {0x1.bcp-1, 0x1.23d712a49c202p-3, -0x1.6e38161051d69p-57},
    {0x1.b9p-1, 0x1.31b994d3a4f85p-3, -0x1.c4716bdfc0cc9p-58},
    {0x1.b6p-1, 0x1.3fb45a59928ccp-3, -0x1.d87e6a354d056p-57},
    {0x1.b3p-1, 0x1.4dc7b897bc1c8p-3, -0x1.927d47803c5f4p-57},
    {0x1.b1p-1, 0x1.5737cc9018cddp-3, 0x1.4f4d710fec38ep-57},
    {0x1.aep-1, 0x1.6574ebe8c133ap-3, -0x1.d34f0f4621bedp-60},
    {0x1.abp-1, 0x1.73cb9074fd14dp-3, -0x1.521a000b4cf01p-57},
    {0x1.a8p-1, 0x1.823c16551a3c2p-3, -0x1.1232ce70be781p-57},
    {0x1.a5p-1, 0x1.90c6db9fcbcd9p-3, 0x1.054473941ad99p-57},
    {0x1.a3p-1, 0x1.9a8778debaa38p-3, 0x1.f47dfd871f87fp-57},
    {0x1.ap-1, 0x1.a93ed3c8ad9e3p-3, 0x1.bcafa9de97203p-57},
    {0x1.9dp-1, 0x1.b811730b823d2p-3, 0x1.a0ee735d9f0ecp-60},
    {0x1.9bp-1, 0x1.c2028ab17f9b4p-3, 0x1.f11aa3853a5f1p-57},
    {0x1.98p-1, 0x1.d1037f2655e7bp-3, 0x1.60629242471a2p-57},
    {0x1.96p-1, 0x1.db13db0d4894p-3, 0x1.aa11d49f96cb9p-58},
    {0x1.93p-1, 0x1.ea4449f04aaf5p-3, -0x1.d33919ab94074p-57},
    {0x1.91p-1, 0x1.f474b134df229p-3, -0x1.27c77ded76aadp-58},
    {0x1.8ep-1, 0x1.01eae5626c691p-2, -0x1.18290bd2932e2p-59},
    {0x1.8cp-1, 0x1.07138604d5862p-2, 0x1.cdb16ed4e9138p-56},
    {0x1.8ap-1, 0x1.0c42d676162e3p-2, 0x1.162c79d5d11eep-58},
    {0x1.87p-1, 0x1.14167ef367783p-2, 0x1.e0936abd4fa6ep-62},
    {0x1.85p-1, 0x1.1956d3b9bc2fap-2, 0x1.7b9d68d50a15dp-56},
    {0x1.83p-1, 0x1.1e9e1678899f4p-2, 0x1.512c3749a1e4ep-56},
    {0x1.8p-1, 0x1.269621134db92p-2, 0x1.e0efadd9db02bp-56},
    {0x1.7ep-1, 0x1.2bef07cdc9354p-2, -0x1.82dad7fd86088p-56},
    {0x1.7cp-1, 0x1.314f1e1d35ce4p-2, -0x1.3d69909e5c3dcp-56},
    {0x1.7ap-1, 0x1.36b6776be1117p-2, -0x1.324f0e883858ep-58},
    {0x1.78p-1, 0x1.3c25277333184p-2, -0x1.2ad27e50a8ec6p-56},
    {0x1.75p-1, 0x1.44591e0539f49p-2, -0x1.2b125247b0fa5p-56},
    {0x1.73p-1, 0x1.49da7f3bcc41fp-2, -0x1.9964a168ccacap-57},
    {0x1.71p-1, 0x1.4f637ebba981p-2, -0x1.58cb3124b9245p-56},
    {0x1.6fp-1, 0x1.54f431b7be1a9p-2, -0x1.aacfdbbdab914p-56},
    {0x1.6dp-1, 0x1.5a8cadbbedfa1p-2, -0x1.e6c2bdfb3e037p-58},
    {0x1.6bp-1, 0x1.602d08af091ecp-2, -0x1.6e8920c09b73fp-58},
    {0x1.69p-1, -0x1.5ff3070a793d4p-2, 0x1.bc60efafc6f6ep-57},
    {0x1.67p-1, -0x1.5a42ab0f4cfe2p-2, 0x1.8ebcb7dee9a3dp-56},
    {0x1.65p-1, -0x1.548a2c3add263p-2, 0x1.819cf7e308ddbp-57},
    {0x1.63p-1, -0x1.4ec973260026ap-2, 0x1.42a87d977dc5ep-56},
    {0x1.61p-1, -0x1.49006804009d1p-2, 0x1.9ffc341f177dcp-57},
    {0x1.5fp-1, -0x1.432ef2a04e814p-2, 0x1.29931715ac903p-56},
    {0x1.5ep-1, -0x1.404308686a7e4p-2, 0x1.0bcfb6082ce6dp-56},
    {0x1.5cp-1, -0x1.3a64c556945eap-2, 0x1.c68651945f97cp-57},
    {0x1.5ap-1, -0x1.347dd9a987d55p-2, 0x1.4dd4c580919f8p-57},
    {0x1.58p-1, -0x1.2e8e2bae11d31p-2, 0x1.8f4cdb95ebdf9p-56},
    {0x1.56p-1, -0x1.2895a13de86a3p-2, -0x1.7ad24c13f040ep-56},
    {0x1.54p-1, -0x1.22941fbcf7966p-2, 0x1.76f5eb09628afp-56},
    {0x1.53p-1, -0x1.1f8ff9e48a2f3p-2, 0x1.c9fdf9a0c4b07p-56},
    {0x1.51p-1, -0x1.1980d2dd4236fp-2, -0x1.9d3d1b0e4d147p-56},
    {0x1.4fp-1, -0x1.136870293a8bp-2, -0x1.7b66298edd24ap-56},
    {0x1.4ep-1, -0x1.1058bf9ae4ad5p-2, -0x1.89fa0ab4cb31dp-58},
    {0x1.4cp-1, -0x1.0a324e27390e3p-2, -0x1.7dcfde8061c03p-56},
    {0x1.4ap-1, -0x1.0402594b4d041p-2, 0x1.28ec217a5022dp-57},
    {0x1.49p-1, -0x1.00e6c45ad501dp-2, 0x1.cb9568ff6feadp-57},
    {0x1.47p-1, -0x1.f550a564b7b37p-3, -0x1.c5f6dfd018c37p-61},
    {0x1.45p-1, -0x1.e8c0252aa5a6p-3, 0x1.6e03a39bfc89bp-59},
    {0x1.44p-1, -0x1.e27076e2af2e6p-3, 0x1.61578001e0162p-59},
    {0x1.42p-1, -0x1.d5c216b4fbb91p-3, -0x1.6e443597e4d4p-57},
    {0x1.4p-1, -0x1.c8ff7c79a9a22p-3, 0x1.4f689f8434012p-57},
    {0x1.3fp-1, -0x1.c2968558c18c1p-3, 0x1.73dee38a3fb6bp-57},
    {0x1.3dp-1, -0x1.b5b519e8fb5a4p-3, -0x1.ba27fdc19e1ap-57},
    {0x1.3cp-1, -0x1.af3c94e80bff3p-3, 0x1.398cff3641985p-58},
    {0x1.3ap-1, -0x1.a23bc1fe2b563p-3, -0x1.93711b07a998cp-59},
    {0x1.39p-1, -0x1.9bb362e7dfb83p-3, -0x1.575e31f003e0cp-57},
    {0x1.37p-1, -0x1.8e928de886d41p-3, 0x1.569d851a5677p-57},
    {0x1.36p-1, -0x1.87fa06520c911p-3, 0x1.bf7fdbfa08d9ap-57},
    {0x1.34p-1, -0x1.7ab890210d909p-3, -0x1.be36b2d6a0608p-59},
    {0x1.33p-1, -0x1.740f8f54037a5p-3, 0x1.b264062a84cdbp-58},
    {0x1.32p-1, -0x1.6d60fe719d21dp-3, 0x1.caae268ecd179p-57},
    {0x1.3p-1, -0x1.5ff3070a793d4p-3, 0x1.bc60efafc6f6ep-58},
    {0x1.2fp-1, -0x1.59338d9982086p-3, 0x1.65d22aa8ad7cfp-58},
    {0x1.2dp-1, -0x1.4ba36f39a55e5p-3, -0x1.68981bcc36756p-57},
    {0x1.2cp-1, -0x1.44d2b6ccb7d1ep-3, -0x1.9f4f6543e1f88p-57},
    {0x1.2bp-1, -0x1.3dfc2b0ecc62ap-3, 0x1.ab3a8e7d81017p-58},
    {0x1.29p-1, -0x1.303d718e47fd3p-3, 0x1.6b9c7d96091fap-63},
    {0x1.28p-1, -0x1.29552f81ff523p-3, -0x1.301771c407dbfp-57},
    {0x1.27p-1, -0x1.2266f190a5acbp-3, -0x1.f547bf1809e88p-57},
    {0x1.25p-1, -0x1.14785846742acp-3, -0x1.a28813e3a7f07p-57},
    {0x1.24p-1, -0x1.0d77e7cd08e59p-3, -0x1.9a5dc5e9030acp-57},
    {0x1.23p-1, -0x1.0671512ca596ep-3, -0x1.50c647eb86499p-58},
    {0x1.21p-1, -0x1.f0a30c01162a6p-4, -0x1.85f325c5bbacdp-58},
    {0x1.2p-1, -0x1.e27076e2af2e6p-4, 0x1.61578001e0162p-60},
    {0x1.1fp-1, -0x1.d4313d66cb35dp-4, -0x1.790dd951d90fap-58},
    {0x1.1ep-1, -0x1.c5e548f5bc743p-4, -0x1.5d617ef8161b1p-60},
    {0x1.1cp-1, -0x1.a926d3a4ad563p-4, -0x1.942f48aa70ea9p-58},
    {0x1.1bp-1, -0x1.9ab42462033adp-4, 0x1.2099e1c184e8ep-59},
    {0x1.1ap-1, -0x1.8c345d6319b21p-4, 0x1.4a697ab3424a9p-61},
    {0x1.19p-1, -0x1.7da766d7b12cdp-4, 0x1.eeedfcdd94131p-58},
    {0x1.17p-1, -0x1.60658a93750c4p-4, 0x1.388458ec21b6ap-58},
    {0x1.16p-1, -0x1.51b073f06183fp-4, -0x1.a49e39a1a8be4p-58},
    {0x1.15p-1, -0x1.42edcbea646fp-4, -0x1.ddd4f935996c9p-59},
    {0x1.14p-1, -0x1.341d7961bd1d1p-4, 0x1.b599f227becbbp-58},
    {0x1.13p-1, -0x1.253f62f0a1417p-4, 0x1.c125963fc4cfdp-62},
    {0x1.12p-1, -0x1.16536eea37ae1p-4, 0x1.79da3e8c22cdap-60},
    {0x1.1p-1, -0x1.f0a30c01162a6p-5, -0x1.85f325c5bbacdp-59},
    {0x1.0fp-1, -0x1.d276b8adb0b52p-5, -0x1.1e3c53257fd47p-61},
    {0x1.0ep-1, -0x1.b42dd711971bfp-5, 0x1.eb9759c130499p-60},
    {0x1.0dp-1, -0x1.95c830ec8e3ebp-5, -0x1.f5a0e80520bf2p-59},
    {0x1.0cp-1, -0x1.77458f632dcfcp-5, -0x1.18d3ca87b9296p-59},
    {0x1.0bp-1, -0x1.58a5bafc8e4d5p-5, 0x1.ce55c2b4e2b72p-59},
    {0x1.0ap-1, -0x1.39e87b9febd6p-5, 0x1.5bfa937f551bbp-59},
    {0x1.09p-1, -0x1.1b0d98923d98p-5, 0x1.e9ae889bac481p-60},
    {0x1.08p-1, -0x1.f829b0e7833p-6, -0x1.33e3f04f1ef23p-60},
    {0x1.07p-1, -0x1.b9fc027af9198p-6, 0x1.0ae69229dc868p-64},
    {0x1.06p-1, -0x1.7b91b07d5b11bp-6, 0x1.5b602ace3a51p-60},
    {0x1.05p-1, -0x1.3cea44346a575p-6, 0x1.0cb5a902b3a1cp-62},
    {0x1.04p-1, -0x1.fc0a8b0fc03e4p-7, 0x1.83092c59642a1p-62},
    {0x1.03p-1, -0x1.7dc475f810a77p-7, 0x1.16d7687d3df21p-62},
    {0x1.02p-1, -0x1.fe02a6b106789p-8, 0x1.e44b7e3711ebfp-67},
    {0x1p-1, 0, 0},
};

/* atan(i/32) in two parts. */
const mlt_dd mlt_atan_steps[33] = {
    {0, 0}, {0x1.ffd55bba97625p-6, -0x1.5ec431444912cp-60},
    {0x1.ff55bb72cfdeap-5, -0x1.c934d86d23f1dp-60}, {0x1.7ee182602f10fp-4, -0x1.cfb654c0c3d98p-58},
    {0x1.fd5ba9aac2f6ep-4, -0x1.cd37686760c17p-59}, {0x1.3d6eee8c6626cp-3, 0x1.61a3b0ce9281bp-57},
    {0x1.7b97b4bce5b02p-3, 0x1.347b0b4f881cap-58}, {0x1.b90d7529260a2p-3, 0x1.17b10d2e0e5abp-61},
    {0x1.f5b75f92c80ddp-3, 0x1.8ab6e3cf7afbdp-57}, {0x1.18bf5a30bf178p-2, 0x1.30ca4748b1bf9p-57},
    {0x1.362773707ebccp-2, -0x1.963a544b672d8p-57}, {0x1.530ad9951cd4ap-2, -0x1.2566480884082p-57},
    {0x1.6f61941e4def1p-2, -0x1.c63aae6f6e918p-56}, {0x1.8b24d394a1b25p-2, 0x1.b6d0ba3748fa8p-56},
    {0x1.a64eec3cc23fdp-2, -0x1.24dec1b50b7ffp-56}, {0x1.c0db4c94ec9fp-2, -0x1.cc1ce70934c34p-56},
    {0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56}, {0x1.f40dd0b541418p-2, -0x1.a3992dc382a23p-57},
    {0x1.0657e94db30dp-1, -0x1.d5b495f6349e6p-56}, {0x1.1255d9bfbd2a9p-1, -0x1.2bdaee1c0ee35p-58},
    {0x1.1e00babdefeb4p-1, -0x1.928df287a668fp-58}, {0x1.2958e59308e31p-1, -0x1.09e73b0c6c087p-56},
    {0x1.345f01cce37bbp-1, 0x1.1021137c71102p-55}, {0x1.3f13fb89e96f4p-1, 0x1.ecf8b492644fp-56},
    {0x1.4978fa3269ee1p-1, 0x1.2419a87f2a458p-56}, {0x1.538f57b89061fp-1, -0x1.1bb74abda520cp-55},
    {0x1.5d58987169b18p-1, 0x1.0028e4bc5e7cap-57}, {0x1.66d663923e087p-1, -0x1.6ea6febe8bbbap-56},
    {0x1.700a7c5784634p-1, -0x1.8c34d25aadef6p-56}, {0x1.78f6bbd5d315ep-1, 0x1.406a08980374p-55},
    {0x1.819d0b7158a4dp-1, -0x1.bf76229d3b917p-56}, {0x1.89ff5ff57f1f8p-1, -0x1.55b9a5e177a1bp-55},
    {0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55},
};

/* 64 zeros, then the first 1280 bits of 2/pi. */
const uint64_t mlt_two_over_pi[21] = {
    0x0000000000000000, 0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041,
    0xfe5163abdebbc561, 0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e,
    0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b,
    0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
    0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab,
    0xf0cfbc209af4361d,
};

/* (e^r - 1 - r) / r^2, |r| <= log(2)/128, error 2^-52.9. */
const double mlt_exp_poly[5] = {
    0x1p-1, 0x1.5555555554dd4p-3, 0x1.5555555555194p-5, 0x1.111120b03696dp-7,
    0x1.6c16d10b3c31dp-10,
};

/* (log(1 + r) - r + r^2/2) / r^3, |r| <= 0.0079, error 2^-56.6. */
const double mlt_log_poly[7] = {
    0x1.5555555555555p-2, -0x1.000000000003p-2, 0x1.99999999999f1p-3, -0x1.555555499f416p-3,
    0x1.24924919ecc1bp-3, -0x1.0005b9fcdecd1p-3, 0x1.c726db367786ap-4,
};

/* (sin r - r) / r^3 of r^2, |r| <= pi/4, error 2^-63.6. */
const double mlt_sin_poly[7] = {
    -0x1.5555555555555p-3, 0x1.111111111111p-7, -0x1.a01a01a019937p-13, 0x1.71de3a54607a5p-19,
    -0x1.ae64541295cdfp-26, 0x1.61217ee5cca1bp-33, -0x1.ab17bdcbd3414p-41,
};

/* (cos r - 1 + r^2/2) / r^4 of r^2, |r| <= pi/4, error 2^-65.8. */
const double mlt_cos_poly[7] = {
    0x1.5555555555555p-5, -0x1.6c16c16c16c16p-10, 0x1.a01a01a019d0ap-16, -0x1.27e4fb7712ca2p-22,
    0x1.1eed8deb82809p-29, -0x1.9394b9eb4d56dp-37, 0x1.ab78473be59d7p-45,
};

/* (atan t - t) / t^3 of t^2, |t| <= 1/64, error 2^-56.8. */
const double mlt_atan_poly[4] = {
    -0x1.5555555555555p-2, 0x1.99999999969aap-3, -0x1.249248374166bp-3, 0x1.c6ed726fd3c12p-4,
};

/* erf(x)/x - 1 of x^2, |x| <= 1, error 2^-59.6. */
const double mlt_erf_poly[14] = {
    0x1.06eba8214db69p-3, -0x1.812746b0379e7p-2, 0x1.ce2f21a042bdep-4, -0x1.b82ce312889bap-6,
    0x1.565bcd0e6502dp-8, -0x1.c02db3feeb579p-11, 0x1.f9a326c233146p-14, -0x1.f4d2561aeafd4p-17,
    0x1.b9e6509b9867dp-20, -0x1.5f6d925a0bc7ap-23, 0x1.fc4356498c2d9p-27, -0x1.4e607b41a6416p-30,
    0x1.7f072188e194dp-34, -0x1.29b9f1b3df556p-38,
};

/* e^(x^2) erfc(x) (1 + 2x) of t = (x - 4)/(x + 4), 0.49 <= x <= 28, error 2^-63.4. */
const double mlt_erfc_poly[24] = {
    0x1.3ba5916e9fd7fp+0, -0x1.1df1ad154a28ep-3, 0x1.f7f5df66fd7afp-7, 0x1.16ecefcfa53ap-4,
    -0x1.9ddb23c3e906fp-4, 0x1.7fee004e12397p-4, -0x1.0fb06dfe49e21p-4, 0x1.3079edf686c2ep-5,
    -0x1.09623884f77cdp-6, 0x1.49c67284c99eep-8, -0x1.8d4a99f840f3bp-11, -0x1.a1df24423966p-13,
    0x1.3be03d5b1f5e2p-13, -0x1.99596f4134f4cp-16, -0x1.7884588d48b2bp-17, 0x1.7f2ae20513e9ep-18,
    0x1.395d4135fb23bp-22, -0x1.bb3a076e4476ep-21, 0x1.4b5c999470035p-24, 0x1.db108fe4e3cf4p-24,
    -0x1.5324f0ed2b5a4p-26, -0x1.fa77119326b9ep-27, 0x1.4b57cfa93b5bdp-29, 0x1.a550ae5a8948ep-30,
};

/* x times the rest of Stirling's formula, of 1/x^2, x >= 8, error 2^-67.8. */
const double mlt_lgamma_poly[9] = {
    0x1.5555555555555p-4, -0x1.6c16c16c16c0fp-9, 0x1.a01a01a00d0c8p-11, -0x1.381381168d37p-11,
    0x1.b951b7066a805p-11, -0x1.f69af4cedb3c1p-10, 0x1.a2565f7c03969p-8, -0x1.c6897db52d634p-6,
    0x1.c29fa984fd96ep-4,
};

/* quantile(1/2 + q) / q of 0.180625 - q^2, |q| <= 0.425: 9 over 8, error 2^-56.9. */
const double mlt_quantile_centre[17] = {
    0x1.b18d91e9eef76p+1, 0x1.1c87806eed87dp+7, 0x1.1ec059368dap+11, 0x1.17680e6fcc074p+14,
    0x1.1096b4ff7f41ep+16, 0x1.f2c6f29f9de07p+16, 0x1.5f86b0aef1dfbp+16, 0x1.9ea7910860c52p+13,
    -0x1.1b6021eabf357p+9, 0x1p+0, 0x1.680dd53c5ad74p+5, 0x1.8b3c4c1d57515p+9,
    0x1.ad67fd2a2703dp+12, 0x1.e4071bcfe7225p+14, 0x1.0f6ccd2dd6e5fp+16, 0x1.079bfe5639f8ep+16,
    0x1.35427a75f5b2dp+14,
};

/* -quantile(e^-(r^2)) of r - 1.6, 1.6 <= r <= 5: 9 over 8, error 2^-59.7. */
const double mlt_quantile_near[17] = {
    0x1.6c665fde9526bp+0, 0x1.26c76dcda3caap+2, 0x1.6e62e878ef86dp+2, 0x1.d40dbc917736p+1,
    0x1.545a06941db9fp+0, 0x1.222108fa74b15p-2, 0x1.18d531fc927b2p-5, 0x1.0fad610bd0d0bp-9,
    0x1.7106bd8ed060ap-15, 0x1p+0, 0x1.049ced20e36a4p+1, 0x1.aa61b3977f68bp+0,
    0x1.6a3a52dcda7e1p-1, 0x1.5836084c1bdc8p-3, 0x1.6987f85a4a238p-6, 0x1.7337890140908p-10,
    0x1.04ee656ce5259p-15,
};

/* -quantile(e^-(r^2)) of r - 5, 5 <= r <= 27.4: 9 over 8, error 2^-56.4. */
const double mlt_quantile_far[17] = {
    0x1.aa1b1c13ee526p+2, 0x1.6462b12237229p+2, 0x1.de4c18ebbb68cp+0, 0x1.4a9ab27dcc018p-2,
    0x1.f6e3cb6e7df0bp-6, 0x1.a119ce8f9e302p-10, 0x1.601003b708c47p-15, 0x1.0352537a2dbadp-21,
    0x1.d0041ba496a92p-30, 0x1p+0, 0x1.3b2b2a3a15c02p-1, 0x1.2b028bdc525acp-3,
    0x1.13f1e260818c6p-6, 0x1.027f75ba8fd48p-10, 0x1.d5d1991a96249p-16, 0x1.685433c5982e8p-22,
    0x1.481bd31a3e0c1p-30,
};

/* clang-format on */

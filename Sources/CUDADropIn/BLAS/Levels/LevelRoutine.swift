import CLevels

/// What a function computes, whatever its types.
///
/// `realRot` and `realScal` are those with real factors for complex vectors.
enum LevelRoutine: Sendable {
  case amax, amin, asum, axpy, copy, dotu, dotc, nrm2, rot, realRot, rotg, rotm, rotmg, scal
  case realScal, swap
  case gbmv, gemv, geru, gerc, sbmv, spmv, spr, spr2, symv, syr, syr2, tbmv, tbsv, tpmv, tpsv, trmv
  case trsv, hbmv, hemv, her, her2, hpmv, hpr, hpr2
  case symm, hemm, syrk, herk, syr2k, her2k, syrkx, herkx, trmm, trsm
  case geam, dgmm, tpttr, trttp, getrf, getrs, getri, matinv, geqrf, gels

  /// 1 for vectors, 2 for a matrix and vectors, 3 for matrices.
  var level: Int {
    switch self {
    case .amax, .amin, .asum, .axpy, .copy, .dotu, .dotc, .nrm2, .rot, .realRot, .rotg, .rotm,
      .rotmg, .scal, .realScal, .swap:
      1
    case .gbmv, .gemv, .geru, .gerc, .sbmv, .spmv, .spr, .spr2, .symv, .syr, .syr2, .tbmv, .tbsv,
      .tpmv, .tpsv, .trmv, .trsv, .hbmv, .hemv, .her, .her2, .hpmv, .hpr, .hpr2:
      2
    default: 3
    }
  }

  /// The C function that computes it.
  var compute: @convention(c) (CChar, UnsafePointer<parity_level_call>?) -> Bool {
    switch self {
    case .amax: parity_amax
    case .amin: parity_amin
    case .asum: parity_asum
    case .axpy: parity_axpy
    case .copy: parity_copy
    case .dotu: parity_dotu
    case .dotc: parity_dotc
    case .nrm2: parity_nrm2
    case .rot: parity_rot
    case .realRot: parity_real_rot
    case .rotg: parity_rotg
    case .rotm: parity_rotm
    case .rotmg: parity_rotmg
    case .scal: parity_scal
    case .realScal: parity_real_scal
    case .swap: parity_swap
    case .gbmv: parity_gbmv
    case .gemv: parity_gemv
    case .geru: parity_geru
    case .gerc: parity_gerc
    case .sbmv: parity_sbmv
    case .spmv: parity_spmv
    case .spr: parity_spr
    case .spr2: parity_spr2
    case .symv: parity_symv
    case .syr: parity_syr
    case .syr2: parity_syr2
    case .tbmv: parity_tbmv
    case .tbsv: parity_tbsv
    case .tpmv: parity_tpmv
    case .tpsv: parity_tpsv
    case .trmv: parity_trmv
    case .trsv: parity_trsv
    case .hbmv: parity_hbmv
    case .hemv: parity_hemv
    case .her: parity_her
    case .her2: parity_her2
    case .hpmv: parity_hpmv
    case .hpr: parity_hpr
    case .hpr2: parity_hpr2
    case .symm: parity_symm
    case .hemm: parity_hemm
    case .syrk: parity_syrk
    case .herk: parity_herk
    case .syr2k: parity_syr2k
    case .her2k: parity_her2k
    case .syrkx: parity_syrkx
    case .herkx: parity_herkx
    case .trmm: parity_trmm
    case .trsm: parity_trsm
    case .geam: parity_geam
    case .dgmm: parity_dgmm
    case .tpttr: parity_tpttr
    case .trttp: parity_trttp
    case .getrf: parity_getrf
    case .getrs: parity_getrs
    case .getri: parity_getri
    case .matinv: parity_matinv
    case .geqrf: parity_geqrf
    case .gels: parity_gels
    }
  }
}

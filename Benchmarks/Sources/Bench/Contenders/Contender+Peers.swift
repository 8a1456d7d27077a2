extension Contender {
  /// 6 dB, as an amplitude.
  private static let drive: Float = 1.995262
  /// -1 dB, as an amplitude.
  private static let ceiling: Float = 0.891251

  /// X42's limiter, which all others are measured against.
  static let dpl = Contender(
    key: "dpl", name: "x42 dpl, true peak", uri: "http://gareus.org/oss/lv2/dpl#stereo",
    package: "x42-plugins",
    settings: ["enable": 1, "gain": 6, "threshold": -1, "truepeak": 1])

  private static func lspLimiter(_ key: String, _ name: String, oversampling: Float) -> Contender {
    Contender(
      key: key, name: name, uri: "http://lsp-plug.in/plugins/lv2/limiter_stereo",
      package: "lsp-plugins-lv2",
      // Without the gain that would make up for the threshold, and without levelling.
      settings: ["g_in": drive, "th": ceiling, "boost": 0, "alr": 0, "ovs": oversampling])
  }

  /// LSP's limiter, its port for oversampling at "Full x4(3L)".
  static let lspLimiter4 = lspLimiter("lsp-limiter-4x", "LSP limiter, 4x", oversampling: 16)
  /// The same at "Full x8(3L)".
  static let lspLimiter8 = lspLimiter("lsp-limiter-8x", "LSP limiter, 8x", oversampling: 20)

  /// LSP's multiband compressor in the four bands it begins with, at 2:1; it has no ceiling.
  static let lspMultiband = Contender(
    key: "lsp-multiband", name: "LSP multiband compressor",
    uri: "http://lsp-plug.in/plugins/lv2/mb_compressor_stereo", package: "lsp-plugins-lv2",
    settings: Dictionary(
      uniqueKeysWithValues: [("g_in", drive)] + (0..<8).map { ("cr_\($0)", 2) }))

  /// Calf's limiter at its greatest oversampling.
  static let calfLimiter = Contender(
    key: "calf-limiter-4x", name: "Calf limiter, 4x",
    uri: "http://calf.sourceforge.net/plugins/Limiter", package: "calf-plugins",
    settings: ["level_in": drive, "limit": ceiling, "oversampling": 4, "auto_level": 0])

  /// Zam's maximizer lifts its threshold to its ceiling: 6 dB between them are 6 dB of drive.
  static let zaMaxim = Contender(
    key: "zamaximx2", name: "ZaMaximX2", uri: "urn:zamaudio:ZaMaximX2", package: "zam-plugins",
    settings: ["thresh": -7, "ceil": -1])

  /// The peers, in the order of the table.
  static let peers = [dpl, lspLimiter4, lspLimiter8, calfLimiter, zaMaxim, lspMultiband]

  /// What one puts in a row to master without a plugin made for it.
  static let multibandChain = [lspMultiband, lspLimiter8, zaMaxim]
}

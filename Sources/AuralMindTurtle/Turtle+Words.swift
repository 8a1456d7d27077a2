extension Turtle {
  /// What the plugin is, in a paragraph.
  static let comment = """
    A mastering chain for the end of the master bus. It finds the gain that brings the programme to the \
    loudness a platform asks for, keeps the true peak under the ceiling, and says so where that cannot be \
    done within the gain reduction you allow. A match EQ brings the balance towards a reference; eleven \
    amounts, from mono-sub to clip, say how much each stage does. What it learns of the programme is saved \
    with the session, so that an export starts where playback ended.
    """

  /// What it does, how to use it and where its limits are: HTML, as LV2 has it.
  static let documentation = """
    <p>AuralMind is a mastering chain: safety high-pass, mono-sub, match EQ, warmth, masking EQ, de-esser, \
    harmonic glow, stereo image, transients, loudness governor, soft clip, true-peak limiter and dither. It \
    goes by the song and not by thresholds: a mix that comes in quieter gets the same master.</p>
    <ol>
    <li>Put it last on the master bus, and take any limiter off the mix.</li>
    <li>Choose a preset for the music, and a delivery for where the master goes.</li>
    <li>Play the song through once, until the governor state says On target.</li>
    <li>Set Listen to the source at the master's loudness and compare; turn down the amounts you do not \
    like.</li>
    <li>Set Listen back to Master, and export.</li>
    </ol>
    <p>To match a reference, choose a slot that <code>auralmind capture</code> has filled, or set a profile \
    as a file.</p>
    <p>Limits. It is stereo. The gain moves by 1 dB a second at most, so a song heard for the first time is \
    on its way at the beginning; <code>auralmind solve</code> finds the gain beforehand. Where clip and \
    limiter would have to do more than the gain-reduction limit on average, it stays short of the target \
    and says so. Linear phase delays by 50 ms, minimum phase by about 5 ms (at 48 kHz); choose the phase \
    before you work, since a change moves the latency. A lossy codec can raise peaks above the ceiling. No \
    master mends a mix that was clipped.</p>
    """
}

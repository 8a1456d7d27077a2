/// One stereo sample: `x` is left, `y` is right.
public typealias Frame = SIMD2<Float>

/// One stereo sample in double precision, for filter states and sums.
public typealias DoubleFrame = SIMD2<Double>

public import CLV2

/// The one symbol this library exports: the plugin at `index`, which is the only one, at 0.
@c(lv2_descriptor)
public func descriptor(index: UInt32) -> UnsafePointer<LV2_Descriptor>? {
  index == 0 ? unsafe UnsafePointer(exports.descriptor) : nil
}

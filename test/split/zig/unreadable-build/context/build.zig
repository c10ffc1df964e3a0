pub fn build(b: anytype) void { @import("more.zig").all(b); }

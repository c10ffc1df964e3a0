const std = @import("std");

pub fn build(b: *std.Build) void {
    const exe = b.addExecutable(.{
        .name = "signals",
        .root_source_file = b.path("src/main.zig"),
    });
    exe.linkLibC();
    b.installArtifact(exe);
}

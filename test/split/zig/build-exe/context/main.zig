const std = @import("std");

pub fn main() !void {
    _ = try std.fs.cwd().openFile("charts/north.txt", .{});
}

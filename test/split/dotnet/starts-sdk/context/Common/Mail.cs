using System.Diagnostics;

namespace Common;

public static class Mail
{
    public static void Send() =>
        Process.Start(new ProcessStartInfo { FileName = "dotnet", Arguments = "new console" });
}

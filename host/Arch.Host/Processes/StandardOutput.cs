using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Arch.Host.Processes;

/// <summary>Takes the standard output for a protocol, so that nothing else in the process can write into it.</summary>
internal static partial class StandardOutput
{
    private const int Output = 1;
    private const int Error = 2;
    private const int DuplicateForThisProcessOnly = 1030; // F_DUPFD_CLOEXEC of Linux
    private const int FirstFree = 3;

    /// <summary>Gives the stream. What is written to the console from here on goes to the standard error.</summary>
    public static Stream Take()
    {
        var stream = OperatingSystem.IsLinux() ? TakeDescriptor() : Console.OpenStandardOutput();
        Console.SetOut(Console.Error);
        return stream;
    }

    // Native code writes to the descriptor itself, past the console of .NET.
    private static FileStream TakeDescriptor()
    {
        var copy = Control(Output, DuplicateForThisProcessOnly, FirstFree);
        if (copy < 0 || Duplicate(Error, Output) < 0)
        {
            throw new IOException($"The standard output cannot be taken: error {Marshal.GetLastPInvokeError()}.");
        }

#pragma warning disable CA2000 // The stream owns it
        return new FileStream(new SafeFileHandle(copy, ownsHandle: true), FileAccess.Write, bufferSize: 0);
#pragma warning restore CA2000
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Duplicate(int from, int to);
}

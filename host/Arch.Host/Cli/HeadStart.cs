using System.Security.Cryptography;
using Arch.Expressions.JavaScript;

namespace Arch.Host.Cli;

/// <summary>
/// Code that every run needs is made ready on another processor while the command line, the settings and the file are read.
/// It is work that would be done anyway, so nothing waits for it and nothing is lost where there is but one processor.
/// </summary>
internal static class HeadStart
{
    public static void Begin() => new Thread(MakeReady) { IsBackground = true, Name = "Arch head start" }.Start();

    private static void MakeReady()
    {
        // The parser's methods are compiled when they first run, which takes as long as all else in a small workflow.
        new JavaScriptLanguage().CompileExpression("inputs.name");
        // Definitions are known by a hash; the system's library for it is large.
        SHA256.HashData([]);
    }
}

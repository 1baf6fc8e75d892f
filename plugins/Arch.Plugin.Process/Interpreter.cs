using System.Collections.Frozen;
using System.Text;

namespace Arch.Plugin.Process;

/// <summary>A program that carries out scripts, and how it takes one.</summary>
/// <param name="Program">The name, which the host must grant.</param>
/// <param name="Arguments">Its arguments; behind them comes the file, where one is used.</param>
/// <param name="Extension">The extension of the file that the script is put into; <see langword="null"/>: it is read from the standard input.</param>
internal sealed record Interpreter(string Program, IReadOnlyList<string> Arguments, string? Extension)
{
    private static readonly FrozenDictionary<Shell, Interpreter> All = new Dictionary<Shell, Interpreter>
    {
        [Shell.Sh] = new("sh", ["-s"], null),
        [Shell.Bash] = new("bash", ["--noprofile", "--norc", "-s"], null),
        [Shell.Python3] = new("python3", ["-"], null),
        [Shell.Node] = new("node", ["-"], null),
        // From its standard input it takes line by line, and goes on behind errors.
        [Shell.Pwsh] = new("pwsh", ["-NoLogo", "-NoProfile", "-NonInteractive", "-File"], ".ps1"),
    }.ToFrozenDictionary();

    public static Interpreter Of(Shell shell) => All[shell];

    /// <summary>Gives the script as the interpreter reads it.</summary>
    public byte[] Text(string script)
    {
        // Shells read their script bit by bit: without the braces a command that reads its input would read the rest of the script,
        // and a script with an error at its end would be carried out up to there. They leave the numbers of the lines as they are.
        var isPosix = Program is "sh" or "bash";
        return Encoding.UTF8.GetBytes(isPosix ? $"{{ :; {script}\n}} </dev/null\n" : script);
    }
}

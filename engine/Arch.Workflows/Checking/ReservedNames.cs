using System.Collections.Frozen;

namespace Arch.Workflows.Checking;

/// <summary>
/// Words that cannot be names in expressions: those that Arch gives a meaning, and those of JavaScript.
/// </summary>
internal static class ReservedNames
{
    private static readonly FrozenSet<string> All = new[]
    {
        "inputs", "vars", "secrets", "trigger", "run", "workflow", "steps", "error", "event", "now", "uuid", "hash",
        "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do",
        "else", "enum", "export", "extends", "false", "finally", "for", "function", "if", "implements", "import",
        "in", "instanceof", "interface", "let", "new", "null", "package", "private", "protected", "public", "return",
        "static", "super", "switch", "this", "throw", "true", "try", "typeof", "undefined", "var", "void", "while",
        "with", "yield", "arguments", "eval", "constructor", "prototype",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string name) => All.Contains(name);
}

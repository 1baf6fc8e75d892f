using Acornima.Ast;
using Jint;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>Checked text made ready for any number of engines.</summary>
internal static class SandboxProgram
{
    private static readonly ScriptPreparationOptions Options = new()
    {
        ParsingOptions = new ScriptParsingOptions { RegexTimeout = SandboxLimits.RegexTime, CompileRegex = false },
    };

    /// <summary>Wraps a text that stands for itself (parsed alone before) and prepares it.</summary>
    /// <param name="before">What comes before it, without line breaks, so that lines stay the same.</param>
    /// <param name="text">The text.</param>
    /// <param name="after">What comes after it.</param>
    /// <returns>The program.</returns>
    public static Prepared<Script> Prepare(string before, string text, string after) =>
        Engine.PrepareScript(before + text + after, "expression", strict: true, Options);
}

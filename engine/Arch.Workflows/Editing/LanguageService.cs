using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;

namespace Arch.Workflows.Editing;

/// <summary>
/// What editors ask about workflow files: the language server, the designer and the command line share it. Keeps nothing between
/// calls; safe to use from many threads.
/// </summary>
/// <param name="compiler">Reads and checks the files.</param>
public sealed class LanguageService(WorkflowCompiler compiler)
{
    internal WorkflowCompiler Compiler => compiler;

    /// <summary>Reads and checks a file, and keeps what editors ask about it.</summary>
    /// <param name="source">The file as the editor holds it.</param>
    /// <returns>The answers; they hold for this text only.</returns>
    public FileAnalysis Analyze(SourceText source)
    {
        var insight = new FileInsight();
        return new FileAnalysis(this, source, compiler.Compile(source, insight), insight);
    }
}

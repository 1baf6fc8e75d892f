using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Sdk.Analyzers;

/// <summary>What all analyzers have in common: they look at assemblies that use Arch.Sdk, and at code that people wrote.</summary>
public abstract class PluginAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (PluginTypes.Of(start.Compilation) is { } types)
            {
                Register(start, types);
            }
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext start, PluginTypes types);
}

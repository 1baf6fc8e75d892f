namespace Arch.Plugins;

/// <summary>Carries a problem from where it is found to the plugin that has it; never leaves this assembly.</summary>
#pragma warning disable CA1064 // Internal on purpose: callers of the catalog get the problem as a value
internal sealed class PluginProblemException(PluginProblem problem, Exception? innerException = null)
    : Exception(problem.Message, innerException)
#pragma warning restore CA1064
{
    public PluginProblemException(string code, string message, string remedy, Exception? innerException = null)
        : this(new PluginProblem(code, message, remedy), innerException)
    {
    }

    public PluginProblem Problem { get; } = problem;
}

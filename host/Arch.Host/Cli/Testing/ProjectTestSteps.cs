using Arch.Engine.Ports;
using Arch.Expressions.Values;
using Arch.Host.Projects;
using Arch.Host.Steps;
using Arch.Testing;
using Arch.Workflows.Definitions;

namespace Arch.Host.Cli.Testing;

/// <summary>Really carries out steps of tests with the step types of the plugins.</summary>
internal sealed class ProjectTestSteps(Project project, StepServices services) : ITestSteps
{
    // They reckon; what else they can do, such as reading a file, is refused when they try.
    private static readonly HashSet<string> s_pure = new(StringComparer.Ordinal) { "core", "arch.data" };

    public bool MayRun(UsesNode step) => project.Steps.Find(step.StepType, step.Version) is { } type && s_pure.Contains(type.PluginId);

    public ValueTask<ReadOnlyMemory<byte>> ExecuteAsync(
        StepInvocation invocation,
        bool isAllowed,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var runner = project.Steps.FindRunner(invocation.Node.StepType, invocation.Node.Version);
        var input = isAllowed ? services.InputOf(invocation, project.Steps, runner.Origin) : ValueJson.ToUtf8(invocation.Input);
        var granted = isAllowed ? services.For(runner.Origin) : null;
        return runner.RunAsync(input, new TestStepContext(invocation, services.Output, granted, time), cancellationToken);
    }
}

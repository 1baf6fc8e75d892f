using System.Reflection;
using Arch.Plugins;
using Arch.Plugins.Running;
using Arch.Plugins.Shapes;

namespace Arch.Sdk.Testing.Running;

/// <summary>Puts the host's checks around a step.</summary>
internal static class CheckedRun
{
    public static IStepRunner Of<TInput, TOutput>(IStep<TInput, TOutput> step, string? name = null)
        where TInput : class
        where TOutput : class
    {
        var input = Read<TInput>(isInput: true);
        Read<TOutput>(isInput: false);
        var type = name ?? step.GetType().GetCustomAttribute<StepAttribute>()?.Type ?? step.GetType().Name;
        return new StepRunner<TInput, TOutput>(PluginOrigin.Core, type, step, input, RecordJson.Options);
    }

    private static RecordShape Read<T>(bool isInput)
    {
        try
        {
            return new ShapeReader(RecordJson.Options).Read(typeof(T), isInput);
        }
        catch (UnreadableShapeException e)
        {
            var place = e.Path.Length == 0 ? "" : $"at '{e.Path}', ";
            throw new InvalidOperationException($"The record '{typeof(T).FullName}' cannot be read, and no host would take it: {place}{e.Message}.", e);
        }
    }
}

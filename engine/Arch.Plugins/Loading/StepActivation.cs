using System.Reflection;
using System.Text.Json;
using Arch.Plugins.Running;
using Arch.Plugins.Shapes;
using Arch.Sdk;
using Arch.Workflows.Catalog;

namespace Arch.Plugins.Loading;

/// <summary>Makes the one object of a step class, reads its records and prepares its runner.</summary>
internal static class StepActivation
{
    /// <exception cref="PluginProblemException">ARCH4009, ARCH4013 or ARCH4014.</exception>
    public static ActiveStep Create(
        Type stepClass, PluginStep step, string pluginId, string pluginVersion, JsonSerializerOptions options)
    {
        var contracts = stepClass.GetInterfaces()
            .Where(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IStep<,>))
            .ToList();
        if (contracts is not [var contract])
        {
            throw new PluginProblemException(
                "ARCH4009",
                $"The step class '{stepClass.FullName}' implements IStep<TInput, TOutput> {contracts.Count} times.",
                "Implement it exactly once.");
        }

        var input = ReadShape(contract.GenericTypeArguments[0], "input", step, options);
        var output = ReadShape(contract.GenericTypeArguments[1], "output", step, options);
        var instance = CreateInstance(stepClass);
        var runnerType = typeof(StepRunner<,>).MakeGenericType(contract.GenericTypeArguments);
        var runner = (IStepRunner)Activator.CreateInstance(runnerType, step.Name, instance, input, options)!;
        var description = new StepType
        {
            Name = step.Name,
            Version = step.Version,
            Summary = step.Summary,
            IsIdempotent = step.IsIdempotent,
            Input = input.Shape with { MemberNoun = "input" },
            Output = output.Shape with { MemberNoun = "output", MissingMemberCode = "ARCH2102" },
            PluginId = pluginId,
            PluginVersion = pluginVersion,
        };
        return new ActiveStep(description, runner);
    }

    private static RecordShape ReadShape(Type record, string role, PluginStep step, JsonSerializerOptions options)
    {
        try
        {
            var shape = new ShapeReader(options).Read(record, role == "input");
            options.GetTypeInfo(record); // finds what only the JSON reader minds
            return shape;
        }
        catch (UnreadableShapeException e)
        {
            throw Unreadable(e.Path.Length == 0 ? $"{e.Message}" : $"at '{e.Path}', {e.Message}", e);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or JsonException or ArgumentException)
        {
            throw Unreadable(e.Message.TrimEnd('.'), e);
        }
        catch (TargetInvocationException e)
        {
            throw Unreadable($"its constructor threw: {e.InnerException!.Message.TrimEnd('.')}", e);
        }

        PluginProblemException Unreadable(string reason, Exception cause) => new(
            "ARCH4014",
            $"The {role} record '{record.FullName}' of the step type '{step.Name}' cannot be read: {reason}.",
            "Use strings, numbers, booleans, enums, TimeSpan, DateTimeOffset, lists, maps with string keys, records or JsonElement.",
            cause);
    }

    private static object CreateInstance(Type stepClass)
    {
        try
        {
            return Activator.CreateInstance(stepClass, nonPublic: true)!;
        }
        catch (MissingMethodException e)
        {
            throw new PluginProblemException(
                "ARCH4009",
                $"The step class '{stepClass.FullName}' has no constructor without parameters.",
                "Take what the step needs from its StepContext.",
                e);
        }
        catch (Exception e) when (e is TargetInvocationException or TypeInitializationException)
        {
            var cause = e.GetBaseException();
            throw new PluginProblemException(
                "ARCH4013",
                $"The constructor of the step class '{stepClass.FullName}' threw {cause.GetType().FullName}: {cause.Message}",
                "Do no work in the constructor; do it in RunAsync.",
                e);
        }
    }
}

using System.Reflection;
using System.Text.Json;
using Arch.Plugins.Discovery;
using Arch.Plugins.Running;
using Arch.Plugins.Shapes;
using Arch.Sdk;
using Arch.Sdk.Agents;
using Arch.Sdk.Triggers;
using Arch.Workflows.Catalog;

namespace Arch.Plugins.Loading;

/// <summary>Makes the one object of a class, reads its records and prepares its runner.</summary>
internal static class PartActivation
{
    /// <exception cref="PluginProblemException">ARCH4009, ARCH4013 or ARCH4014.</exception>
    public static ActivePart Create(Type partClass, PluginPart part, PluginOrigin origin, JsonSerializerOptions options) => part.Kind switch
    {
        PluginPartKind.Step => Step(partClass, part, origin, options),
        PluginPartKind.Trigger => Trigger(partClass, part, origin, options),
        _ => Agent(partClass, part, origin, options),
    };

    private static ActiveStep Step(Type partClass, PluginPart part, PluginOrigin origin, JsonSerializerOptions options)
    {
        var records = Contract(partClass, part, typeof(IStep<,>));
        var input = ReadShape(records[0], "input", part, options);
        var output = ReadShape(records[1], "output", part, options);
        var description = new StepType
        {
            Name = part.Name,
            Version = part.Version,
            Summary = part.Summary,
            IsIdempotent = part.IsIdempotent,
            Input = input.Shape with { MemberNoun = "input" },
            Output = output.Shape with { MemberNoun = "output", MissingMemberCode = "ARCH2102" },
            PluginId = origin.Id,
            PluginVersion = origin.Version,
        };
        return new ActiveStep(description, (IStepRunner)Runner(typeof(StepRunner<,>), records, partClass, part, origin, input, options));
    }

    private static ActiveTrigger Trigger(Type partClass, PluginPart part, PluginOrigin origin, JsonSerializerOptions options)
    {
        var records = Contract(partClass, part, typeof(ITrigger<,>));
        var settings = ReadShape(records[0], "input", part, options);
        var item = ReadShape(records[1], "output", part, options);
        var description = new TriggerType
        {
            Name = part.Name,
            Version = part.Version,
            Summary = part.Summary,
            Settings = settings.Shape with { MemberNoun = "setting" },
            Item = item.Shape,
            PluginId = origin.Id,
            PluginVersion = origin.Version,
        };
        return new ActiveTrigger(description, (ITriggerRunner)Runner(typeof(TriggerRunner<,>), records, partClass, part, origin, settings, options));
    }

    private static ActiveAgent Agent(Type partClass, PluginPart part, PluginOrigin origin, JsonSerializerOptions options)
    {
        var records = Contract(partClass, part, typeof(IAgent<,>));
        var settings = ReadShape(records[0], "input", part, options);
        ReadShape(records[1], "output", part, options);
        var description = new AgentType
        {
            Name = part.Name,
            Version = part.Version,
            Summary = part.Summary,
            Settings = settings.Shape with { MemberNoun = "setting" },
            TimeLimit = TimeSpan.FromSeconds(Math.Max(1, partClass.GetCustomAttribute<AgentAttribute>()?.TimeLimitSeconds ?? 30)),
            PluginId = origin.Id,
        };
        return new ActiveAgent(
            description, (IPluginAgentRunner)Runner(typeof(PluginAgentRunner<,>), records, partClass, part, origin, settings, options));
    }

    private static object Runner(
        Type runner, Type[] records, Type partClass, PluginPart part, PluginOrigin origin, RecordShape input, JsonSerializerOptions options) =>
        Activator.CreateInstance(runner.MakeGenericType(records), origin, part.Name, CreateInstance(partClass, part), input, options)!;

    private static Type[] Contract(Type partClass, PluginPart part, Type contract)
    {
        var found = partClass.GetInterfaces()
            .Where(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == contract)
            .ToList();
        return found is [var only]
            ? only.GenericTypeArguments
            : throw new PluginProblemException(
                "ARCH4009",
                $"The {PartKind.Of(part.Kind).Word} class '{partClass.FullName}' implements {PartKind.Of(part.Kind).Contract} {found.Count} times.",
                "Implement it exactly once.");
    }

    private static RecordShape ReadShape(Type record, string role, PluginPart part, JsonSerializerOptions options)
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
            $"The {role} record '{record.FullName}' of the {PartKind.Of(part.Kind).Word} type '{part.Name}' cannot be read: {reason}.",
            "Use strings, numbers, booleans, enums, TimeSpan, DateTimeOffset, lists, maps with string keys, records or JsonElement.",
            cause);
    }

    private static object CreateInstance(Type partClass, PluginPart part)
    {
        try
        {
            return Activator.CreateInstance(partClass, nonPublic: true)!;
        }
        catch (MissingMethodException e)
        {
            throw new PluginProblemException(
                "ARCH4009",
                $"The {PartKind.Of(part.Kind).Word} class '{partClass.FullName}' has no constructor without parameters.",
                "Take what it needs from its context.",
                e);
        }
        catch (Exception e) when (e is TargetInvocationException or TypeInitializationException)
        {
            var cause = e.GetBaseException();
            throw new PluginProblemException(
                "ARCH4013",
                $"The constructor of the {PartKind.Of(part.Kind).Word} class '{partClass.FullName}' threw {cause.GetType().FullName}: {cause.Message}",
                "Do no work in the constructor; do it when the host calls.",
                e);
        }
    }
}

using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Definitions;
using Arch.Workflows.Definitions.Triggers;
using Arch.Workflows.Inputs;

namespace Arch.Triggers.Admitting;

/// <summary>What the expressions of a trigger say about a firing. Pure: the same firing is judged the same.</summary>
internal sealed record Judgement
{
    /// <summary>Gets why no run is started; <see langword="null"/> when one is.</summary>
    public string? Refusal { get; private init; }

    /// <summary>Gets the code of what is wrong; <see langword="null"/> when it is only not wanted.</summary>
    public string? Code { get; private init; }

    /// <summary>Gets the inputs of the run.</summary>
    public ValueObject Inputs { get; private init; } = ValueObject.Empty;

    /// <summary>Gets the key under which it counts once.</summary>
    public string? DedupeKey { get; private init; }

    /// <summary>Gets the key of those that are quieted together.</summary>
    public string? DebounceKey { get; private init; }

    /// <summary>Judges a firing.</summary>
    /// <param name="definition">The workflow.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="data">What expressions see as <c>trigger</c>.</param>
    /// <param name="brought">The inputs that it brings where the trigger gives none.</param>
    /// <param name="now">The time that <c>now()</c> gives.</param>
    public static Judgement Of(WorkflowDefinition definition, TriggerDefinition trigger, Value data, Value brought, DateTimeOffset now)
    {
        using var session = new ExpressionSession(now, (ulong)now.UtcTicks);
        var scope = TriggerScope.Of(definition, data);
        try
        {
            if (trigger.When is { } when && when.Compiled.Evaluate(session, scope) is var holds && holds != Value.True)
            {
                return new Judgement { Refusal = $"'when' of trigger '{trigger.Name}' is {holds}." };
            }

            var given = trigger.Inputs is { } template ? template.Evaluate(session, scope) : Fitting(definition, brought);
            var binding = InputBinder.Bind(definition.Inputs, given);
            return binding.Problems.Count > 0
                ? new Judgement { Code = "ARCH7101", Refusal = string.Join(' ', binding.Problems.Select(problem => problem.ToString())) }
                : new Judgement
                {
                    Inputs = binding.Inputs.TryGetObject(out var bound) ? bound : ValueObject.Empty,
                    DedupeKey = trigger.DedupeKey?.Evaluate(session, scope).ToString(),
                    DebounceKey = trigger.DebounceKey?.Evaluate(session, scope).ToString(),
                };
        }
        catch (Exception exception) when (exception is ExpressionException or ArchException)
        {
            return new Judgement { Code = "ARCH7102", Refusal = $"An expression of trigger '{trigger.Name}' failed: {exception.Message}" };
        }
    }

    // What a form or a request brings beside the inputs is no mistake of the workflow's.
    private static Value Fitting(WorkflowDefinition definition, Value brought) => brought.TryGetObject(out var members)
        ? Value.From(ValueObject.Of(new OrderedDictionary<string, Value>(
            members.Where(member => definition.Inputs.Any(input => input.Name == member.Key)), StringComparer.Ordinal)))
        : Value.EmptyObject;
}

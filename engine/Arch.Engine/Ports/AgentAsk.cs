using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Engine.Ports;

/// <summary>A question of a step to an agent.</summary>
public sealed record AgentAsk
{
    /// <summary>Gets the agent as <c>namespace.id</c>.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets what names the question for ever: the same when the same attempt asks again.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the run.</summary>
    public required RunId RunId { get; init; }

    /// <summary>Gets the number of the step in its run.</summary>
    public required int Activation { get; init; }

    /// <summary>Gets the attempt of the step.</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets the place of the step in its run.</summary>
    public required string StepPath { get; init; }

    /// <summary>Gets the data, an object.</summary>
    public required Value Data { get; init; }

    /// <summary>Gets when it was asked.</summary>
    public required DateTimeOffset At { get; init; }
}

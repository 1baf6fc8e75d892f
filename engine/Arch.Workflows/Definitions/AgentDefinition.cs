using System.Collections.Immutable;
using Arch.Expressions.Values;

namespace Arch.Workflows.Definitions;

/// <summary>The checked, immutable form of a document of the kind <c>agent</c>.</summary>
public sealed record AgentDefinition
{
    /// <summary>Gets the name: <c>namespace.id</c>.</summary>
    public required string FullName { get; init; }

    /// <summary>Gets the name for people; <see langword="null"/> when it has none.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the agent type, such as <c>agent.script</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Gets the major version of the type.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the settings, an object.</summary>
    public Value Settings { get; init; } = Value.EmptyObject;

    /// <summary>Gets the connection that gives settings as well; <see langword="null"/> for none.</summary>
    public string? Connection { get; init; }

    /// <summary>Gets what the agent may call.</summary>
    public ImmutableArray<AgentTool> Tools { get; init; } = [];

    /// <summary>Gets the subject, or pattern, of the events that it gets; <see langword="null"/> for none.</summary>
    public string? Inbox { get; init; }

    /// <summary>Gets whether a host starts it by itself.</summary>
    /// <value><see langword="true"/> unless set.</value>
    public bool StartsByItself { get; init; } = true;

    /// <summary>Gets when it goes on after a failure.</summary>
    public AgentRestart Restart { get; init; } = new();

    /// <summary>Gets after how long without a message it is stopped, until one comes; <see langword="null"/> for never.</summary>
    public TimeSpan? IdleStop { get; init; }

    /// <summary>Gets what it may use up.</summary>
    public AgentLimits Limits { get; init; } = new();
}

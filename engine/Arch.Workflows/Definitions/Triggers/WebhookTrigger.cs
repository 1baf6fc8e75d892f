using System.Collections.Immutable;
using Arch.Expressions.Templates;
using Arch.Expressions.Types;

namespace Arch.Workflows.Definitions.Triggers;

/// <summary>Starts a run for each HTTP request.</summary>
public sealed record WebhookTrigger : TriggerDefinition
{
    /// <inheritdoc/>
    public override string Kind => "webhook";

    /// <summary>Gets the path as written, such as <c>/orders/{id}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the HTTP methods that it answers.</summary>
    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>Gets how the caller proves who they are, an object that may name secrets.</summary>
    /// <value><see langword="null"/> when nothing is asked.</value>
    public Template? Auth { get; init; }

    /// <summary>Gets the type of the body.</summary>
    /// <value><see langword="null"/> when any will do.</value>
    public TypeShape? Body { get; init; }

    /// <summary>Gets whether the answer waits for the end of the run and gives its outputs.</summary>
    public bool AnswersResult { get; init; }

    /// <summary>Gets the HTTP status of the answer.</summary>
    /// <value>100 to 599; <see langword="null"/> for that which fits.</value>
    public int? Status { get; init; }
}

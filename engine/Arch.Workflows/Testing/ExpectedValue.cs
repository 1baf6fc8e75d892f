using System.Collections.Immutable;
using Arch.Expressions.Templates;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Testing;

/// <summary>A value that is expected, with the place of each part, so that a part that differs is found in the file.</summary>
public sealed record ExpectedValue
{
    /// <summary>Gets where it stands.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Gets the whole value; expressions in it see what assertions see.</summary>
    public required Template Template { get; init; }

    /// <summary>Gets the members of an object; <see langword="null"/> when it is none.</summary>
    public ImmutableArray<KeyValuePair<string, ExpectedValue>>? Members { get; init; }

    /// <summary>Gets the elements of an array; <see langword="null"/> when it is none.</summary>
    public ImmutableArray<ExpectedValue>? Items { get; init; }
}

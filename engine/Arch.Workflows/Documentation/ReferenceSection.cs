using System.Collections.Immutable;

namespace Arch.Workflows.Documentation;

/// <summary>Keys that stand in one kind of mapping.</summary>
/// <param name="Folder">The folder of their pages.</param>
/// <param name="Title">The title in the index.</param>
/// <param name="Owner">What has the keys.</param>
/// <param name="Pages">The keys.</param>
internal sealed record ReferenceSection(string Folder, string Title, string Owner, ImmutableArray<KeyOfReference> Pages);

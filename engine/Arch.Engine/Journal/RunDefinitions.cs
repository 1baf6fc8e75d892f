using System.Collections.Immutable;
using Arch.Engine.Ports;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Journal;

/// <summary>The definitions that the records of a run refer to: the one it began with, and those it was migrated to.</summary>
public sealed class RunDefinitions
{
    private readonly ImmutableDictionary<DefinitionId, WorkflowDefinition> _byId;

    /// <summary>Takes definitions.</summary>
    /// <param name="definitions">The definitions; more than are needed do no harm.</param>
    public RunDefinitions(params IEnumerable<WorkflowDefinition> definitions) =>
        _byId = definitions.DistinctBy(definition => definition.Id).ToImmutableDictionary(definition => definition.Id);

    /// <summary>Adds a definition.</summary>
    /// <param name="definition">The definition.</param>
    /// <returns>All of them.</returns>
    public RunDefinitions With(WorkflowDefinition definition) => new(_byId.Values.Append(definition));

    /// <summary>Gets a definition.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="JournalStoreException">ARCH5005: it is not among them.</exception>
    public WorkflowDefinition Get(DefinitionId id) => _byId.GetValueOrDefault(id)
        ?? throw new JournalStoreException(
            "ARCH5005",
            $"The definition '{id}' that a run refers to is not in the store. Restore the store from a backup.");

    /// <summary>Lists what the records of a run refer to.</summary>
    /// <param name="records">The records.</param>
    /// <returns>The ids in the order in which they come; none when there are no records.</returns>
    public static IReadOnlyList<DefinitionId> NamedIn(IEnumerable<JournalRecord> records) =>
        [.. records.Select(Named).OfType<DefinitionId>().Distinct()];

    /// <summary>Gets the definitions that the records of a run refer to.</summary>
    /// <param name="records">The records.</param>
    /// <param name="load">Gets a definition.</param>
    /// <returns>The definitions.</returns>
    public static async ValueTask<RunDefinitions> LoadAsync(
        IEnumerable<JournalRecord> records,
        Func<DefinitionId, ValueTask<WorkflowDefinition>> load)
    {
        var definitions = new List<WorkflowDefinition>();
        foreach (var id in NamedIn(records))
        {
            definitions.Add(await load(id).ConfigureAwait(false));
        }

        return new RunDefinitions(definitions);
    }

    private static DefinitionId? Named(JournalRecord record) => record switch
    {
        RunStarted started => started.Definition,
        RunMigrated migrated => migrated.Definition,
        _ => null,
    };
}

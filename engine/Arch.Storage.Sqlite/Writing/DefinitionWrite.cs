using Arch.Storage.Sqlite.Connections;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite.Writing;

/// <summary>The sources of a definition. They never change, because their content makes its id.</summary>
internal sealed class DefinitionWrite(DefinitionId id, IReadOnlyList<SourceText> sources, DateTimeOffset at) : PendingWrite<bool>
{
    private const string Insert =
        "INSERT INTO definitions (definition_id, saved_at, sources) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";

    private readonly byte[] _sources = SourcesJson.Encode(sources);

    protected override bool Outcome => true;

    protected override Exception? Apply(Connection connection)
    {
        connection.Prepared(Insert).Bind(1, id.Value).Bind(2, Moments.ToTicks(at)).Bind(3, _sources).Run();
        return null;
    }
}

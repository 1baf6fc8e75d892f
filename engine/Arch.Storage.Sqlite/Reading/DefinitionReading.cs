using Arch.Storage.Sqlite.Connections;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>The sources of definitions.</summary>
internal static class DefinitionReading
{
    private const string Select = "SELECT sources FROM definitions WHERE definition_id = ?1";

    public static IReadOnlyList<SourceText>? Find(Connection connection, DefinitionId id) =>
        connection.Prepared(Select).Bind(1, id.Value)
            .First(row => SourcesJson.Decode(row.Utf8(0)) ?? throw StoreFailure.BadDefinition(id.Value));
}

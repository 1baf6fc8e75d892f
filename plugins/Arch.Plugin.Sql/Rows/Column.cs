using System.ComponentModel;

namespace Arch.Plugin.Sql.Rows;

internal sealed record Column
{
    [Description("Its name.")]
    public required string Name { get; init; }

    [Description("Its type in the words of the database; empty when SQLite knows none.")]
    public required string Type { get; init; }
}

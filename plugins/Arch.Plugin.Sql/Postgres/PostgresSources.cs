using Arch.Plugin.Pooling;
using Npgsql;

namespace Arch.Plugin.Sql.Postgres;

/// <summary>The pools of connections, one for each distinct settings, closed when nobody used one for a while.</summary>
internal static class PostgresSources
{
    public static LeasePool<PostgresSettings, NpgsqlDataSource> Pool { get; } =
        new(TimeSpan.FromMinutes(5), source => source.DisposeAsync());
}

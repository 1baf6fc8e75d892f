using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Names;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>What runs wait for.</summary>
internal static class WaitReading
{
    private const string Select =
        "SELECT activation, leaf, kind, name, since FROM waits WHERE run_id = ?1 ORDER BY activation, leaf";

    public static IReadOnlyList<OpenWait> List(Connection connection, RunId runId) =>
        connection.Prepared(Select).Bind(1, runId.Value).All(row => new OpenWait(
            (int)row.Int64(0),
            (int)row.Int64(1),
            MessageKindNames.Parse(row.Text(2))
                ?? throw StoreFailure.BadRow($"a wait of run '{runId}'", $"its kind '{row.Text(2)}' is not known."),
            row.Text(3),
            Moments.FromTicks(row.OptionalInt64(4))));
}

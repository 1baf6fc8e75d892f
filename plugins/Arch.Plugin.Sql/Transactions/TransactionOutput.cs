using System.ComponentModel;

namespace Arch.Plugin.Sql.Transactions;

internal sealed record TransactionOutput
{
    [Description("The outcome of each statement, in their order.")]
    public required IReadOnlyList<StatementOutcome> Results { get; init; }

    [Description("How many rows all statements with 'execute' affected.")]
    public required long Affected { get; init; }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Sql.Sessions;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Transactions;

internal sealed record TransactionInput : DatabaseInput
{
    [Description("The statements, carried out one after the other; all of them take effect or none.")]
    [Example("[{ execute: 'update stock set count = count - 1 where id = @id', parameters: { id: 3 }, expect: { rows: 1 } }]")]
    [Length(1, 1_000)]
    public required IReadOnlyList<TransactionStatement> Statements { get; init; }

    [Description("How far the transaction is kept from others. SQLite's are always serializable.")]
    public Isolation Isolation { get; init; } = Isolation.ReadCommitted;

    [Description("The most rows that each query gives.")]
    [Range(1, 1_000_000)]
    public int MaxRows { get; init; } = 10_000;

    [Description("SQLite: whether the file is made when there is none.")]
    public bool Create { get; init; }
}

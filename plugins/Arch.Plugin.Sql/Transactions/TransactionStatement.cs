using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Plugin.Sql.Statements;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Transactions;

internal sealed record TransactionStatement
{
    [Description("A statement whose rows are given: a query, or a change with 'returning'. Give this or 'execute'.")]
    [Example("select count from stock where id = @id")]
    [Length(1, 1_000_000)]
    [Literal]
    public string? Query { get; init; }

    [Description("A statement that gives no rows.")]
    [Example("update stock set count = count - 1 where id = @id")]
    [Length(1, 1_000_000)]
    [Literal]
    public string? Execute { get; init; }

    [Description("The values of the parameters by name.")]
    [Example("{ id: 3 }")]
    public IReadOnlyDictionary<string, JsonElement> Parameters { get; init; } = new Dictionary<string, JsonElement>();

    [Description("What parameters are sent as where their value does not say it, by name: text, bytes (from base64) or json.")]
    public IReadOnlyDictionary<string, ParameterKind> ParameterTypes { get; init; } = new Dictionary<string, ParameterKind>();

    [Description("What must hold of the outcome; otherwise everything is undone and the step fails.")]
    public Expectation? Expect { get; init; }
}

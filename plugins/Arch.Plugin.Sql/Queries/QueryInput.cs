using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Plugin.Sql.Sessions;
using Arch.Plugin.Sql.Statements;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Queries;

internal sealed record QueryInput : DatabaseInput
{
    [Description("One statement that changes nothing. Values stand in it as @name or :name.")]
    [Example("select id, total from orders where customer = @customer order by id")]
    [Length(1, 1_000_000)]
    [Literal]
    public required string Sql { get; init; }

    [Description("The values of the parameters by name. Numbers, texts, truth values and null are sent as such, lists of one kind as arrays.")]
    [Example("{ customer: 17 }")]
    public IReadOnlyDictionary<string, JsonElement> Parameters { get; init; } = new Dictionary<string, JsonElement>();

    [Description("What parameters are sent as where their value does not say it, by name: text, bytes (from base64) or json.")]
    [Example("{ photo: bytes }")]
    public IReadOnlyDictionary<string, ParameterKind> ParameterTypes { get; init; } = new Dictionary<string, ParameterKind>();

    [Description("The most rows to give; 'truncated' tells whether there were more.")]
    [Range(1, 1_000_000)]
    public int MaxRows { get; init; } = 10_000;
}

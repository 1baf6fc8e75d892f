using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Plugin.Sql.Sessions;
using Arch.Plugin.Sql.Statements;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Executing;

internal sealed record ExecuteInput : DatabaseInput
{
    [Description("One statement. Values stand in it as @name or :name.")]
    [Example("update orders set state = @state where id = @id")]
    [Length(1, 1_000_000)]
    [Literal]
    public required string Sql { get; init; }

    [Description("The values of the parameters by name.")]
    [Example("{ id: 17, state: paid }")]
    public IReadOnlyDictionary<string, JsonElement> Parameters { get; init; } = new Dictionary<string, JsonElement>();

    [Description("Several sets of values: the statement is carried out once for each, all in one transaction. In place of 'parameters'.")]
    [Example("[{ id: 17, state: paid }, { id: 18, state: open }]")]
    [Length(1, 100_000)]
    public IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>? ParameterSets { get; init; }

    [Description("What parameters are sent as where their value does not say it, by name: text, bytes (from base64) or json.")]
    [Example("{ photo: bytes }")]
    public IReadOnlyDictionary<string, ParameterKind> ParameterTypes { get; init; } = new Dictionary<string, ParameterKind>();

    [Description("SQLite: whether the file is made when there is none.")]
    public bool Create { get; init; }
}

using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Plugins.Loading;
using Arch.Plugins.Running;
using Arch.Plugins.Shapes;
using Arch.Sdk;
using Arch.Workflows.Catalog;

namespace Arch.Plugins.BuiltIn;

/// <summary>
/// Writes a line to the log of the run. Declared by hand, not by a class with records: the smallest workflows use it, and to
/// look at records by reflection would be a quarter of the time that they take.
/// </summary>
internal sealed class LogStep : BuiltInPart, IStepRunner
{
    private const string Name = "core.log";

    private static readonly ReadOnlyMemory<byte> NoOutputs = "{}"u8.ToArray();

    private static readonly TypeShape Input = TypeShape.ObjectOf(new Dictionary<string, ShapeMember>(StringComparer.Ordinal)
    {
        ["message"] = new(TypeShape.String with
        {
            Description = "The text of the line.",
            Example = "Imported ${{ steps.read.outputs.count }} orders",
        })
        {
            IsRequired = true,
        },
        ["level"] = new(TypeShape.String with
        {
            Description = "How much it matters.",
            Enum = [Value.From("debug"), Value.From("info"), Value.From("warning"), Value.From("error")],
            Default = Value.From("info"),
        }),
        ["data"] = new(TypeShape.Any with { Description = "Data to show after the text, as JSON.", IsNullable = true }),
    }) with
    { MemberNoun = "input" };

    private readonly InputCheck _check = new(Name, new RecordShape(Input, HasConstraints: true));

    internal override PluginPart Part { get; } = new(PluginPartKind.Step, Name, 1, "Writes a line to the log of the run.", IsIdempotent: true);

    public PluginOrigin Origin => PluginOrigin.Core;

    public ValueTask<ReadOnlyMemory<byte>> RunAsync(
        ReadOnlyMemory<byte> inputUtf8, StepContext context, CancellationToken cancellationToken)
    {
        var input = _check.Read(inputUtf8);
        var data = input["data"];
        var message = input["message"].ToString();
        context.Log.Write(Level(input["level"]), data.IsNullish ? message : $"{message} {ValueJson.ToJson(data)}");
        return ValueTask.FromResult(NoOutputs);
    }

    internal override ActivePart Activate() => new ActiveStep(
        new StepType
        {
            Name = Part.Name,
            Version = Part.Version,
            Summary = Part.Summary,
            IsIdempotent = Part.IsIdempotent,
            Input = Input,
            Output = TypeShape.ObjectOf(new Dictionary<string, ShapeMember>()) with { MemberNoun = "output", MissingMemberCode = "ARCH2102" },
            PluginId = Origin.Id,
            PluginVersion = Origin.Version,
        },
        this);

    private static PluginLogLevel Level(Value level) => !level.TryGetString(out var name) ? PluginLogLevel.Info : name switch
    {
        "debug" => PluginLogLevel.Debug,
        "warning" => PluginLogLevel.Warning,
        "error" => PluginLogLevel.Error,
        _ => PluginLogLevel.Info,
    };
}

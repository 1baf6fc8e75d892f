using Arch.Expressions.Types;
using Arch.Workflows.Catalog;

namespace Arch.Workflows.Tests.Support;

/// <summary>The step types that the test workflows use.</summary>
internal sealed class FixtureCatalog : IStepCatalog
{
    private readonly Dictionary<string, StepType> _types;

    public FixtureCatalog() => _types = Declare().ToDictionary(type => $"{type.Name}@{type.Version}");

    public IReadOnlyCollection<string> Names => [.. _types.Values.Select(type => type.Name).Distinct()];

    public StepType? Find(string name, int? version) =>
        version is null
            ? _types.Values.Where(type => type.Name == name).MaxBy(type => type.Version)
            : _types.GetValueOrDefault($"{name}@{version}");

    public IReadOnlyCollection<string> TriggerNames => [.. Triggers.Select(type => type.Name)];

    private static IReadOnlyList<TriggerType> Triggers { get; } =
    [
        new TriggerType { Name = "crm.contacts_changed", PluginId = "fixture" },
        new TriggerType
        {
            Name = "files.changed",
            PluginId = "fixture",
            Settings = Shapes.Object(("glob?", TypeShape.String)),
            Item = Shapes.Object(("path", TypeShape.String)),
        },
        new TriggerType
        {
            Name = "mail.received",
            PluginId = "fixture",
            Settings = TypeShape.ObjectOf(new Dictionary<string, ShapeMember>
            {
                ["host"] = new(TypeShape.String) { IsRequired = true, IsConnection = true },
                ["folder"] = new(TypeShape.String) { IsRequired = true },
            }) with
            { MemberNoun = "setting" },
        },
    ];

    public TriggerType? FindTrigger(string name, int? version) => Triggers.FirstOrDefault(type => type.Name == name && version is null or 1);

    private static IEnumerable<StepType> Declare()
    {
        yield return Type(
            "http.request",
            Shapes.Object(
                ("url", TypeShape.String with { Description = "The address.", Example = "https://example.org" }),
                ("method?", Shapes.Words("GET", "POST", "PUT", "PATCH", "DELETE") with { Default = Arch.Expressions.Values.Value.From("GET") }),
                ("json?", TypeShape.Any),
                ("headers?", TypeShape.AnyObject),
                ("retries?", TypeShape.Integer)),
            Shapes.Object(("status", TypeShape.Integer), ("headers", TypeShape.AnyObject), ("body", TypeShape.Any)));
        yield return Type("core.log", Shapes.Object(("message", TypeShape.String), ("level?", Shapes.Words("debug", "info", "warn"))), Shapes.Object());
        yield return Type(
            "redis.get",
            TypeShape.ObjectOf(new Dictionary<string, ShapeMember>
            {
                ["host"] = new(TypeShape.String) { IsRequired = true, IsConnection = true },
                ["key"] = new(TypeShape.String) { IsRequired = true },
            }) with
            { MemberNoun = "input" },
            Shapes.Object(("value", TypeShape.String)));
        yield return Type(
            "sql.query",
            Shapes.Object(("sql", TypeShape.String with { IsLiteral = true }), ("parameters?", TypeShape.AnyObject)),
            Shapes.Object(("rows", TypeShape.ArrayOf(TypeShape.AnyObject))));
        yield return Type("core.metric", Shapes.Object(("name", TypeShape.String), ("status?", TypeShape.String)), Shapes.Object());
        yield return Type("slack.post", Shapes.Object(("text", TypeShape.String)), Shapes.Object(("id", TypeShape.String)));
        yield return Type("stripe.charge", Shapes.Object(("amount", TypeShape.Number), ("api_key", TypeShape.Of(ShapeKind.Secret))), Shapes.Object(("charge_id", TypeShape.String)), 2);
        yield return Type("sql.bulk_load", Shapes.Object(("table", TypeShape.String), ("file", TypeShape.Of(ShapeKind.File))), Shapes.Object(("rows", TypeShape.Integer)));
        yield return Type("loki.query", Shapes.Object(("service", TypeShape.String)), Shapes.Object(("lines", TypeShape.ArrayOf(TypeShape.String))));
        yield return Type("github.deployments", Shapes.Object(("service", TypeShape.String)), Shapes.Object(("items", TypeShape.ArrayOf(TypeShape.AnyObject))));
        yield return Type("grafana.query", Shapes.Object(("query", TypeShape.String)), TypeShape.AnyObject);
        yield return Type("pagerduty.trigger", Shapes.Object(("summary", TypeShape.String)), Shapes.Object(("incident", TypeShape.String)));
        yield return Type("airline.book", Shapes.Object(("flight", TypeShape.String)), Shapes.Object(("pnr", TypeShape.String)));
        yield return Type("airline.cancel", Shapes.Object(("pnr", TypeShape.String)), Shapes.Object());
        yield return Type("hotel.book", Shapes.Object(("hotel", TypeShape.String)), Shapes.Object(("ref", TypeShape.String)));
        yield return Type("hotel.cancel", Shapes.Object(("ref", TypeShape.String)), Shapes.Object());
        yield return Type("bank.charge", Shapes.Object(("amount", TypeShape.Number), ("reference", TypeShape.String)), Shapes.Object(("charge_id", TypeShape.String))) with { IsIdempotent = false };
        yield return Type("bank.refund", Shapes.Object(("charge", TypeShape.String)), Shapes.Object());
        yield return Type(
            "crm.list_contacts",
            Shapes.Object(("cursor", TypeShape.String), ("since", TypeShape.Of(ShapeKind.DateTime)), ("limit?", TypeShape.Integer)),
            Shapes.Object(("items", TypeShape.ArrayOf(TypeShape.AnyObject)), ("next?", TypeShape.String)));
        yield return Type("crm.upsert", Shapes.Object(("contacts", TypeShape.ArrayOf(TypeShape.AnyObject))), Shapes.Object(("count", TypeShape.Integer)));
    }

    private static StepType Type(string name, TypeShape input, TypeShape output, int version = 1) => new()
    {
        Name = name,
        Version = version,
        Summary = $"Fixture {name}.",
        Input = input,
        Output = output,
        PluginId = "fixture",
    };
}

namespace Arch.Workflows.Grammar;

/// <summary>The rules that many declarations share.</summary>
internal static class Rules
{
    /// <summary>The form of ids and names.</summary>
    public const string NamePattern = "^[a-z][a-z0-9_]{0,62}$";

    /// <summary>The form of namespaces and full names.</summary>
    public const string DottedPattern = @"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$";

    /// <summary>The form of what <c>call</c> and <c>agent</c> name.</summary>
    public const string ReferencePattern = @"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*(@([0-9]+|latest|[0-9a-f]{7,64}))?$";

    /// <summary>The form of what <c>uses</c> names.</summary>
    public const string UsesPattern = @"^(\.{1,2}/[A-Za-z0-9_./-]+|[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+@[1-9][0-9]{0,8})$";

    public static TextRule Text { get; } = new();

    public static TextRule Code { get; } = new() { IsCode = true };

    public static TextRule Template { get; } = new() { AllowsExpressions = true };

    public static TextRule Name { get; } = new()
    {
        Pattern = NamePattern,
        Words = "a name of lower-case letters, digits and '_' that begins with a letter",
        Meant = Plain,
    };

    public static TextRule Dotted { get; } = new()
    {
        Pattern = DottedPattern,
        Words = "names separated by dots, such as shop.orders",
        Meant = Plain,
    };

    public static TextRule Reference { get; } = new()
    {
        Pattern = ReferencePattern,
        Words = "a full name such as shop.orders.intake, with @version if wanted",
        Example = "shop.orders.intake",
    };

    public static TextRule Uses { get; } = new()
    {
        Pattern = UsesPattern,
        Words = "a step type with its major version such as http.request@1, or an action's path such as ./actions/notify",
        Example = "http.request@1",
        Meant = text => text + "@1",
    };

    public static FlagRule Flag { get; } = new();

    public static DurationRule Duration { get; } = new();

    public static DurationRule PositiveDuration { get; } = new(IsPositive: true);

    public static DurationRule DurationTemplate { get; } = new(AllowsExpressions: true);

    public static ExpressionRule Condition { get; } = new(IsCondition: true);

    public static ExpressionRule Expression { get; } = new(IsCondition: false);

    public static DataRule Data { get; } = new(AllowsExpressions: false);

    public static DataRule DataTemplate { get; } = new(AllowsExpressions: true);

    public static NumberRule Count { get; } = new(Least: 1);

    public static ListRule Steps { get; } = new(new StepRule(IsInGraph: false), AtLeast: 1);

    public static ListRule GraphSteps { get; } = new(new StepRule(IsInGraph: true), AtLeast: 1);

    /// <summary>Names with any data, expressions in it.</summary>
    public static MapRule Arguments { get; } = new(DataTemplate) { HasNames = false, Noun = "input" };

    public static ObjectRule Type { get; } = new(() => TypeGrammar.Type);

    public static MapRule Types { get; } = new(Type);

    // 'Send Mail' and 'send-mail' are how other languages spell 'send_mail'.
    private static string Plain(string text) =>
        string.Concat(text.Trim().Select(letter => letter is ' ' or '-' ? '_' : char.ToLowerInvariant(letter)));

    public static ChoiceRule Choice(params string[] words) => new([.. words]);

    public static ObjectRule Object(string noun, params KeyRule[] keys)
    {
        var set = new KeySet(noun, [.. keys]);
        return new ObjectRule(() => set);
    }

    public static EitherRule Either(params ValueRule[] forms) => new([.. forms]);

    public static KeyRule Key(string name, ValueRule value, string summary) => new(name, value, summary);

    public static KeyRule Required(string name, ValueRule value, string summary) =>
        new(name, value, summary) { IsRequired = true };

    public static KeyRule Later(string name, ValueRule value, string summary) =>
        new(name, value, summary) { IsLater = true };
}

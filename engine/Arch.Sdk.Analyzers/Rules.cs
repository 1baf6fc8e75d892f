using Microsoft.CodeAnalysis;

namespace Arch.Sdk.Analyzers;

/// <summary>What the analyzers find. A rule's number is for ever, and has a page in <c>docs/errors</c>.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor BlockingCall = new(
        "ARCH4501",
        "A step waits by blocking a thread",
        "'{0}' blocks a thread of the host until it is done; await it instead{1}",
        "Arch.Performance",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Blocking calls take threads from every other run, and end in a deadlock when all of them wait. Use await, and Task.Delay with context.Time and the token in place of Thread.Sleep.",
        HelpLink("ARCH4501"));

    public static readonly DiagnosticDescriptor TokenUnused = new(
        "ARCH4502",
        "A step ignores its cancellation token",
        "'{0}' never uses its CancellationToken; pass it to what it awaits, so that a time-out or a cancelled run ends the attempt",
        "Arch.Reliability",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A step that goes on after its attempt was cancelled is abandoned, but keeps its connections and threads until it ends by itself.",
        HelpLink("ARCH4502"));

    public static readonly DiagnosticDescriptor TokenNotPassed = new(
        "ARCH4503",
        "An awaited call takes a cancellation token that it is not given",
        "'{0}' takes a CancellationToken; pass '{1}'",
        "Arch.Reliability",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What is awaited without the token goes on after the attempt timed out or the run was cancelled.",
        HelpLink("ARCH4503"));

    public static readonly DiagnosticDescriptor StaticEvent = new(
        "ARCH4504",
        "A plugin subscribes to an event that outlives it",
        "The subscription to '{0}' keeps the plugin from being unloaded; subscribe in RunAsync and unsubscribe before it returns, or do without",
        "Arch.Unloading",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An event of the host's process holds the handler, and with it the whole plugin, for ever.",
        HelpLink("ARCH4504"));

    public static readonly DiagnosticDescriptor StaticCache = new(
        "ARCH4505",
        "A plugin keeps data in a static collection",
        "'{0}' is shared by all runs and grows until the plugin is unloaded; keep the data in the step's outputs, or bound it and say how",
        "Arch.Unloading",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A host runs many runs at once in one copy of the plugin: what one leaves behind, the others see, and nothing removes it.",
        HelpLink("ARCH4505"));

    public static readonly DiagnosticDescriptor LiveThread = new(
        "ARCH4506",
        "A plugin starts something that goes on by itself",
        "'{0}' goes on after the attempt and keeps the plugin from being unloaded; await the work in RunAsync, and use Task.Delay with context.Time to wait",
        "Arch.Unloading",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Live threads, timers and tasks hold the plugin's code for ever. Long work belongs into RunAsync, regular work into a trigger.",
        HelpLink("ARCH4506"));

    public static readonly DiagnosticDescriptor PinnedHandle = new(
        "ARCH4507",
        "A plugin allocates a handle",
        "GCHandle.Alloc keeps what it is given, and with it the plugin, until Free; use 'fixed', Memory<T>.Pin in a 'using', or do without",
        "Arch.Unloading",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A handle that is never freed keeps the plugin from being unloaded.",
        HelpLink("ARCH4507"));

    public static readonly DiagnosticDescriptor TypeDescriptor = new(
        "ARCH4508",
        "A plugin uses TypeDescriptor",
        "TypeDescriptor keeps the plugin's types for ever, so that it cannot be unloaded; use reflection or System.Text.Json",
        "Arch.Unloading",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "TypeDescriptor caches types in the host's process and offers no way to let them go.",
        HelpLink("ARCH4508"));

    public static readonly DiagnosticDescriptor UnreadableProperty = new(
        "ARCH4509",
        "A record of a step has a property that YAML cannot express",
        "The {0} property '{1}' has the type '{2}', which YAML cannot express; use strings, numbers, booleans, enums, TimeSpan, DateTimeOffset, lists, maps with string keys, records or JsonElement",
        "Arch.Declaration",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Inputs and outputs are JSON. The host refuses a step type whose records hold anything else (ARCH4014).",
        HelpLink("ARCH4509"));

    public static readonly DiagnosticDescriptor CyclicRecord = new(
        "ARCH4510",
        "A record of a step contains itself",
        "The {0} property '{1}' leads back to '{2}'; use JsonElement for data of any depth",
        "Arch.Declaration",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Forms, schema and documentation are derived from the record, which must have an end. The host refuses the step type (ARCH4014).",
        HelpLink("ARCH4510"));

    public static readonly DiagnosticDescriptor NoInputs = new(
        "ARCH4511",
        "A record of inputs has no property that can be set",
        "No property of '{0}' can be set; give them 'init' or 'set', or use 'Nothing' as the input",
        "Arch.Declaration",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A property that can only be read is no input, and nothing that a workflow gives would arrive.",
        HelpLink("ARCH4511"));

    public static readonly DiagnosticDescriptor StepClass = new(
        "ARCH4512",
        "The host cannot make the step or trigger",
        "'{0}' {1}",
        "Arch.Declaration",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The host makes one object a step or trigger type, with the constructor that has no parameters. What it cannot make it refuses (ARCH4009).",
        HelpLink("ARCH4512"));

    public static readonly DiagnosticDescriptor TwiceNamed = new(
        "ARCH4513",
        "Two classes declare one step or trigger type",
        "'{0}' and '{1}' both declare '{2}@{3}'; give one of them another name or version",
        "Arch.Declaration",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Workflows name step types; the host refuses a plugin with two of one name and version (ARCH4010).",
        HelpLink("ARCH4513"),
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor NoDescription = new(
        "ARCH4514",
        "An input or output has no description",
        "The {0} property '{1}' has no [Description]; say what it is in a sentence",
        "Arch.Declaration",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Descriptions are what the designer, the editor and 'arch plugins describe' show.",
        HelpLink("ARCH4514"));

    public static readonly DiagnosticDescriptor OwnHttpClient = new(
        "ARCH4515",
        "A plugin makes an HttpClient",
        "Use 'context.Http' in place of '{0}': it holds to the addresses that were granted",
        "Arch.Services",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A client of the plugin's own goes around what the operator granted, and its connections are pooled by nobody.",
        HelpLink("ARCH4515"));

    public static readonly DiagnosticDescriptor OwnProcess = new(
        "ARCH4516",
        "A plugin starts a program by itself",
        "Use 'context.Processes' in place of '{0}': it holds to the programs that were granted and passes on no secret of the host",
        "Arch.Services",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A program that is started past the context sees the environment of the host, and nobody ends it when the attempt is cancelled.",
        HelpLink("ARCH4516"));

    public static readonly DiagnosticDescriptor OwnFile = new(
        "ARCH4517",
        "A plugin opens a file past the context",
        "'{0}' opens a path that was not resolved; use 'context.Files', or give it what 'context.Files.Resolve' returns",
        "Arch.Services",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Only paths that context.Files resolved are sure to lie in a folder that the operator granted, links included.",
        HelpLink("ARCH4517"));

    public static readonly DiagnosticDescriptor Environment = new(
        "ARCH4518",
        "A plugin reads the environment of the host",
        "'{0}' reads the environment of the host; declare an input, with [Secret] or [Connection] where it fits",
        "Arch.Services",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The environment holds the host's secrets, and differs from host to host; inputs are declared, checked and documented.",
        HelpLink("ARCH4518"));

    public static readonly DiagnosticDescriptor OwnSocket = new(
        "ARCH4519",
        "A plugin opens a socket",
        "Use 'context.Network' in place of '{0}': it holds to the addresses that were granted",
        "Arch.Services",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A socket that is opened past the context goes around what the operator granted. For libraries that open their sockets themselves, context.Network.ResolveAsync gives addresses that were checked.",
        HelpLink("ARCH4519"));

    public static readonly DiagnosticDescriptor SystemClock = new(
        "ARCH4520",
        "A plugin reads the system's clock",
        "Use 'context.Time.GetUtcNow()' in place of '{0}': tests and simulations set that clock",
        "Arch.Services",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What reads the system's clock cannot be tested at a given time.",
        HelpLink("ARCH4520"));

    // A path in the package and in the source tree alike; it becomes an address when the documentation has one.
    private static string HelpLink(string code) => $"docs/errors/{code}.md";
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Arch.Sdk.Analyzers;

/// <summary>Finds code that reaches the world past the services of its context.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContextServicesAnalyzer : PluginAnalyzer
{
    private static readonly string[] Clocks = ["System.DateTime", "System.DateTimeOffset"];

    private static readonly string[] HttpClients =
        ["System.Net.Http.HttpClient", "System.Net.Http.HttpClientHandler", "System.Net.Http.SocketsHttpHandler", "System.Net.WebClient"];

    private static readonly string[] Sockets =
    [
        "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.TcpListener", "System.Net.Sockets.UdpClient",
        "System.Net.WebSockets.ClientWebSocket", "System.Net.HttpListener", "System.Net.NetworkInformation.Ping",
    ];

    private static readonly string[] FileTypes =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.StreamReader",
        "System.IO.StreamWriter",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.OwnHttpClient, Rules.OwnProcess, Rules.OwnFile, Rules.Environment, Rules.OwnSocket, Rules.SystemClock];

    private protected override void Register(CompilationStartAnalysisContext start, PluginTypes types)
    {
        var paths = new UnresolvedPaths(types);
        start.RegisterOperationAction(context => Creation(context, paths), OperationKind.ObjectCreation);
        start.RegisterOperationAction(context => Invocation(context, paths), OperationKind.Invocation);
        start.RegisterOperationAction(Property, OperationKind.PropertyReference);
    }

    private static void Creation(OperationAnalysisContext context, UnresolvedPaths paths)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        var type = creation.Type.FullName();
        var rule = creation.Type.IsOrDerivesFrom(HttpClients) ? Rules.OwnHttpClient
            : Sockets.Contains(type) ? Rules.OwnSocket
            : type == "System.Diagnostics.Process" ? Rules.OwnProcess
            : FileTypes.Contains(type) && creation.Arguments.Any(paths.IsUnresolved) ? Rules.OwnFile
            : null;
        if (rule is not null)
        {
            Report(context, rule, $"new {creation.Type!.Name}");
        }
    }

    private static void Invocation(OperationAnalysisContext context, UnresolvedPaths paths)
    {
        var call = (IInvocationOperation)context.Operation;
        var type = call.TargetMethod.ContainingType.FullName();
        var rule = type switch
        {
            "System.Diagnostics.Process" when call.TargetMethod is { Name: "Start", IsStatic: true } => Rules.OwnProcess,
            "System.Environment" when call.TargetMethod.Name is "GetEnvironmentVariable" or "GetEnvironmentVariables" or "ExpandEnvironmentVariables"
                or "SetEnvironmentVariable" => Rules.Environment,
            "System.Net.Dns" => Rules.OwnSocket,
            _ when call.TargetMethod.IsStatic && FileTypes.Contains(type) && call.Arguments.Any(paths.IsUnresolved) => Rules.OwnFile,
            _ => null,
        };
        if (rule is not null)
        {
            Report(context, rule, call.TargetMethod.Short());
        }
    }

    private static void Property(OperationAnalysisContext context)
    {
        var property = ((IPropertyReferenceOperation)context.Operation).Property;
        if (property is { IsStatic: true, Name: "Now" or "UtcNow" or "Today" } && Clocks.Contains(property.ContainingType.FullName()))
        {
            Report(context, Rules.SystemClock, property.Short());
        }
    }

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor rule, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, context.Operation.Syntax.GetLocation(), what));
}

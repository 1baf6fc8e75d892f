namespace Arch.Sdk.Analyzers.Tests;

/// <summary>Statements in a step, and what is found in them.</summary>
public sealed class StatementTests
{
    [Theory]
    [InlineData("var t = Task.FromResult(1); _ = t.Result;", "ARCH4501 'Task.Result' blocks a thread of the host until it is done; await it instead")]
    [InlineData("Task.CompletedTask.Wait();", "ARCH4501 'Task.Wait' blocks a thread of the host until it is done; await it instead")]
    [InlineData("Task.WaitAll(Task.CompletedTask);", "ARCH4501 'Task.WaitAll' blocks a thread of the host until it is done; await it instead")]
    [InlineData("Task.CompletedTask.GetAwaiter().GetResult();", "ARCH4501 'TaskAwaiter.GetResult' blocks a thread of the host until it is done; await it instead")]
    [InlineData("Thread.Sleep(1);", "ARCH4501 'Thread.Sleep' blocks a thread of the host until it is done; await it instead: Task.Delay with 'context.Time' and the token")]
    [InlineData("await Task.Delay(1);", "ARCH4503 'Task.Delay' takes a CancellationToken; pass 'cancellationToken'")]
    [InlineData("await context.Http.GetAsync(\"https://a\").ConfigureAwait(false);", "ARCH4503 'HttpClient.GetAsync' takes a CancellationToken; pass 'cancellationToken'")]
    [InlineData("Func<Task> f = async () => await new StringReader(\"\").ReadToEndAsync(); await f();", "ARCH4503 'StringReader.ReadToEndAsync' takes a CancellationToken; pass 'cancellationToken'")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => { };", "ARCH4504 The subscription to 'AppDomain.ProcessExit' keeps the plugin from being unloaded; subscribe in RunAsync and unsubscribe before it returns, or do without")]
    [InlineData("Console.CancelKeyPress += (_, _) => { };", "ARCH4504 The subscription to 'Console.CancelKeyPress' keeps the plugin from being unloaded; subscribe in RunAsync and unsubscribe before it returns, or do without")]
    [InlineData("new Thread(() => { }).Start();", "ARCH4506 'new Thread' goes on after the attempt and keeps the plugin from being unloaded; await the work in RunAsync, and use Task.Delay with context.Time to wait")]
    [InlineData("var t = new Timer(_ => { });", "ARCH4506 'new Timer' goes on after the attempt and keeps the plugin from being unloaded; await the work in RunAsync, and use Task.Delay with context.Time to wait")]
    [InlineData("System.Runtime.InteropServices.GCHandle.Alloc(input);", "ARCH4507 GCHandle.Alloc keeps what it is given, and with it the plugin, until Free; use 'fixed', Memory<T>.Pin in a 'using', or do without")]
    [InlineData("TypeDescriptor.GetProperties(input);", "ARCH4508 TypeDescriptor keeps the plugin's types for ever, so that it cannot be unloaded; use reflection or System.Text.Json")]
    [InlineData("_ = new HttpClient();", "ARCH4515 Use 'context.Http' in place of 'new HttpClient': it holds to the addresses that were granted")]
    [InlineData("Process.Start(\"ls\");", "ARCH4516 Use 'context.Processes' in place of 'Process.Start': it holds to the programs that were granted and passes on no secret of the host")]
    [InlineData("_ = new Process();", "ARCH4516 Use 'context.Processes' in place of 'new Process': it holds to the programs that were granted and passes on no secret of the host")]
    [InlineData("_ = File.Exists(\"/etc/passwd\");", "ARCH4517 'File.Exists' opens a path that was not resolved; use 'context.Files', or give it what 'context.Files.Resolve' returns")]
    [InlineData("_ = File.Exists(input.Path);", "ARCH4517 'File.Exists' opens a path that was not resolved; use 'context.Files', or give it what 'context.Files.Resolve' returns")]
    [InlineData("var p = Path.Combine(\"/data\", input.Path); using var f = new FileStream(p, FileMode.Open);", "ARCH4517 'new FileStream' opens a path that was not resolved; use 'context.Files', or give it what 'context.Files.Resolve' returns")]
    [InlineData("_ = Environment.GetEnvironmentVariable(\"HOME\");", "ARCH4518 'Environment.GetEnvironmentVariable' reads the environment of the host; declare an input, with [Secret] or [Connection] where it fits")]
    [InlineData("_ = new System.Net.Sockets.TcpClient();", "ARCH4519 Use 'context.Network' in place of 'new TcpClient': it holds to the addresses that were granted")]
    [InlineData("System.Net.Dns.GetHostName();", "ARCH4519 Use 'context.Network' in place of 'Dns.GetHostName': it holds to the addresses that were granted")]
    [InlineData("_ = DateTime.UtcNow;", "ARCH4520 Use 'context.Time.GetUtcNow()' in place of 'DateTime.UtcNow': tests and simulations set that clock")]
    [InlineData("_ = DateTimeOffset.Now;", "ARCH4520 Use 'context.Time.GetUtcNow()' in place of 'DateTimeOffset.Now': tests and simulations set that clock")]
    public async Task Step_Mistake_IsFoundWithItsRemedy(string body, string finding) =>
        (await Analysis.FindAsync(Analysis.Step(body))).ShouldBe([finding]);

    [Theory]
    [InlineData("_ = await Task.FromResult(1);")]
    [InlineData("await Task.Delay(1, cancellationToken);")]
    [InlineData("await Task.Delay(1, CancellationToken.None);")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1), context.Time, cancellationToken).ConfigureAwait(false);")]
    [InlineData("Func<Task> f = static async () => await Task.Delay(1); await f();")]
    [InlineData("EventHandler h = (_, _) => { }; AppDomain.CurrentDomain.ProcessExit += h; AppDomain.CurrentDomain.ProcessExit -= h;")]
    [InlineData("var b = new BackgroundWorker(); b.DoWork += (_, _) => { };")]
    [InlineData("using var t = new PeriodicTimer(TimeSpan.FromSeconds(1), context.Time); await t.WaitForNextTickAsync(cancellationToken);")]
    [InlineData("using (new Timer(_ => { })) { }")]
    [InlineData("await context.Http.GetAsync(\"https://a\", cancellationToken);")]
    [InlineData("_ = File.Exists(context.Files.Resolve(input.Path, FileIntent.Read));")]
    [InlineData("var p = context.Files.Resolve(input.Path, FileIntent.Read); _ = File.Exists(Path.Combine(p, \"a\"));")]
    [InlineData("using var f = context.Files.OpenRead(input.Path); using var r = new StreamReader(f);")]
    [InlineData("_ = Environment.NewLine; _ = context.Time.GetUtcNow(); _ = DateTime.UnixEpoch;")]
    [InlineData("_ = System.Net.IPAddress.Parse(\"127.0.0.1\");")]
    [InlineData("var list = new List<int>(); list.Add(1);")]
    public async Task Step_InOrder_NothingIsFound(string body) =>
        (await Analysis.FindAsync(Analysis.Step(body))).ShouldBeEmpty();

    [Theory]
    [InlineData("private static readonly Dictionary<string, int> Seen = [];", "Seen[input.Path] = 1;", "ARCH4505")]
    [InlineData("private static readonly ConcurrentDictionary<string, int> Seen = [];", "Seen.TryAdd(input.Path, 1);", "ARCH4505")]
    [InlineData("private static List<string> Seen { get; } = [];", "Seen.Add(input.Path);", "ARCH4505")]
    [InlineData("private static readonly Task Work = Task.CompletedTask;", "", "ARCH4506")]
    [InlineData("private static Thread? Worker { get; set; }", "", "ARCH4506")]
    public async Task Member_HoldsOn_IsFound(string member, string body, string code) =>
        (await Analysis.CodesAsync(Analysis.Step(body, member))).ShouldBe([code]);

    [Theory]
    [InlineData("private static readonly Dictionary<string, int> Known = new() { [\"a\"] = 1 };", "_ = Known.TryGetValue(input.Path, out var _);")]
    [InlineData("private static readonly List<int> Known; static DemoStep() { Known = []; Known.Add(1); }", "_ = Known.Count;")]
    [InlineData("private static string Own(IFileAccess files, string path) => files.Resolve(path, FileIntent.Read);", "var p = Own(context.Files, input.Path); _ = File.Exists(p);")]
    [InlineData("private readonly SemaphoreSlim _one = new(1);", "await _one.WaitAsync(cancellationToken); _one.Release();")]
    public async Task Member_Harmless_NothingIsFound(string member, string body) =>
        (await Analysis.FindAsync(Analysis.Step(body, member))).ShouldBeEmpty();

    [Fact]
    public async Task RunAsync_AwaitsButNeverUsesItsToken_IsFound()
    {
        var source = Analysis.Step("").Replace("cancellationToken.ThrowIfCancellationRequested();", "", StringComparison.Ordinal);

        (await Analysis.FindAsync(source)).ShouldBe(
            ["ARCH4502 'DemoStep.RunAsync' never uses its CancellationToken; pass it to what it awaits, so that a time-out or a cancelled run ends the attempt"]);
    }

    [Fact]
    public async Task RunAsync_AwaitsNothing_NeedsNoToken()
    {
        var source = Analysis.Step("")
            .Replace("cancellationToken.ThrowIfCancellationRequested();", "", StringComparison.Ordinal)
            .Replace("await Task.Yield();", "", StringComparison.Ordinal);

        (await Analysis.FindAsync(source)).ShouldBeEmpty();
    }
}

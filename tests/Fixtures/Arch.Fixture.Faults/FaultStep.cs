using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Arch.Sdk;
using Arch.Sdk.Files;
using Arch.Sdk.Processes;

namespace Arch.Fixture.Faults;

/// <summary>Does what plugins should not do.</summary>
[Step("faults.do", Summary = "Does what a plugin should not do.")]
public sealed class FaultStep : IStep<FaultInput, FaultOutput>
{
    /// <inheritdoc/>
    public async Task<FaultOutput> RunAsync(FaultInput input, StepContext context, CancellationToken cancellationToken) =>
        new() { Text = await DoAsync(input, context, cancellationToken).ConfigureAwait(false) };

#pragma warning disable CA1849 // It blocks on purpose
    private static async Task<string> DoAsync(FaultInput input, StepContext context, CancellationToken cancellationToken)
    {
        switch (input.Do)
        {
            case Fault.Log:
                for (var i = 0; i < 100; i++)
                {
                    context.Log.Info($"line {i}");
                }

                context.ReportProgress(0.5, "half");
                return $"{context.RunId} {context.Workflow} {context.StepPath} {context.Attempt}";
            case Fault.Print:
                Console.WriteLine("printed");
                Printed(1, "by native code\n", 15);
                return "printed";
            case Fault.ProcessId:
                return Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
            case Fault.Environment:
                return Environment.GetEnvironmentVariable(input.Text) ?? "(none)";
            case Fault.Fail:
                throw new StepException("card_declined", "No.")
                {
                    Retryable = true,
                    RetryAfter = TimeSpan.FromSeconds(3),
                    Status = 402,
                    Details = new JsonObject { ["reason"] = "funds" },
                };
            case Fault.Throw:
                throw new InvalidOperationException("thrown");
            case Fault.ThrowOnThread:
                var thread = new Thread(() => throw new InvalidOperationException("on a thread"));
                thread.Start();
                thread.Join();
                return "gone on";
            case Fault.ThrowAsyncVoid:
                ThrowLater();
                await Task.Delay(200, cancellationToken).ConfigureAwait(false);
                return "gone on";
            case Fault.StackOverflow:
                return Deep(0).ToString(CultureInfo.InvariantCulture);
            case Fault.Exit:
                Environment.Exit(7);
                return "";
            case Fault.FailFast:
                Environment.FailFast("broken");
                return "";
            case Fault.Memory:
                var blocks = new List<byte[]>();
                while (true)
                {
                    blocks.Add(new byte[16 * 1024 * 1024]);
                    blocks[^1].AsSpan().Fill(1);
                }

            case Fault.NativeMemory:
                while (true)
                {
                    unsafe
                    {
                        NativeMemory.Fill(NativeMemory.Alloc(16 * 1024 * 1024), 16 * 1024 * 1024, 1);
                    }

                    Thread.Sleep(5);
                }

            case Fault.Hang:
                Thread.Sleep(Timeout.Infinite);
                return "";
            case Fault.Wait:
                await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
                return "";
            case Fault.ReadFile:
                return await context.Files.ReadTextAsync(input.Text, 1000, null, cancellationToken).ConfigureAwait(false);
            case Fault.WriteFile:
                await File.WriteAllTextAsync(context.Files.Resolve(input.Text, FileIntent.Write), "x", cancellationToken).ConfigureAwait(false);
                return "written";
            case Fault.Connect:
                var parts = input.Text.Split(':');
                var stream = await context.Network
                    .ConnectAsync(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
                await stream.DisposeAsync().ConfigureAwait(false);
                return "connected";
            case Fault.Start:
                var result = await context.Processes.RunAsync(new ProcessRequest { Program = input.Text }, cancellationToken).ConfigureAwait(false);
                return result.ExitCode.ToString(CultureInfo.InvariantCulture);
            default:
                return input.Text;
        }
    }

#pragma warning restore CA1849

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Deep(int depth)
    {
        Span<byte> filler = stackalloc byte[1024];
        filler[depth % 1024] = 1;
        return Deep(depth + 1) + filler[0];
    }

#pragma warning disable CA5392 // The faults of others are what this is for
    private static async void ThrowLater()
    {
        await Task.Yield();
        throw new InvalidOperationException("in async void");
    }

    [DllImport("libc", EntryPoint = "write", CharSet = CharSet.Ansi, BestFitMapping = false)]
    private static extern nint Printed(int descriptor, string text, nint count);
#pragma warning restore CA5392
}

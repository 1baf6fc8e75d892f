using System.Globalization;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Jint;
using Jint.Constraints;
using Jint.Native;
using Jint.Native.Function;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>
/// One JavaScript engine with every limit set and every way out closed. Serves one script, or the expressions of one
/// session; never two runs. Nothing of the engine leaves this class: results are data.
/// </summary>
internal sealed class SandboxEngine : IDisposable
{
    private readonly Engine _engine;
    private readonly OperationDeadlineConstraint _deadline = new();
    private readonly CancellationTokenSource _interruption = new();
    private readonly Watch _watch;
    private readonly ExpressionSession _session;

    public SandboxEngine(ExpressionSession session, SandboxLimits limits)
    {
        _session = session;
        Limits = limits;
        _watch = new Watch(Interrupt);
        _engine = new Engine(options => Configure(options, session, limits, _deadline, _interruption.Token));
        SandboxGlobals.Install(_engine, session);
    }

    public SandboxLimits Limits { get; }

    /// <summary>Gets whether an evaluation was told to stop: then this engine evaluates nothing more.</summary>
    public bool IsInterrupted => _interruption.IsCancellationRequested;

    public void Dispose()
    {
        _engine.Dispose();
        _interruption.Dispose();
    }

    /// <summary>Tells the evaluation under way to stop. May be called on any thread.</summary>
    public void Interrupt() => _interruption.Cancel();

    /// <summary>Evaluates a prepared program that is a function.</summary>
    /// <param name="program">The program.</param>
    /// <returns>The function.</returns>
    public Function Load(in Prepared<Acornima.Ast.Script> program) => (Function)_engine.Evaluate(program);

    /// <summary>Calls a function with data and gives its result as data.</summary>
    /// <param name="text">The text that the function was made of.</param>
    /// <param name="function">A function of this engine.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="budget">The longest time.</param>
    /// <param name="isReadOnly">Whether the function must not change the objects given to it.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ExpressionException">The function threw, or went over a limit.</exception>
    public Value Call(string text, Function function, ReadOnlySpan<Value> arguments, TimeSpan budget, bool isReadOnly)
    {
        var converter = new DataConverter(_engine, isReadOnly);
        Watchdog.Shared.Begin(_watch, text, budget < Limits.Time ? budget : Limits.Time);
        try
        {
            _deadline.Begin(budget, _session.CancellationToken);
            var values = arguments.Length == 0 ? [] : new JsValue[arguments.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = converter.ToScript(arguments[i]);
            }

            return new ResultReader().Read(_engine.Call(function, JsValue.Undefined, values));
        }
#pragma warning disable CA1031 // Whatever the engine throws is the script's doing; it becomes one typed failure
        catch (Exception failure) when (failure is not ExpressionException)
#pragma warning restore CA1031
        {
            throw FailureTranslator.Translate(failure, Limits, _session.CancellationToken);
        }
        finally
        {
            _deadline.End();
            Watchdog.Shared.End(_watch);
        }
    }

    private static void Configure(
        Options options,
        ExpressionSession session,
        SandboxLimits limits,
        OperationDeadlineConstraint deadline,
        CancellationToken interruption)
    {
        options.Strict = true;
        options.Culture = CultureInfo.InvariantCulture;
        options.TimeZone = TimeZoneInfo.Utc;
        options.TimeSystem = new SessionClock(session);
        options.ExperimentalFeatures = ExperimentalFeature.None;
        options.AgentCanSuspend = false;
        options.RetainFunctionSourceText = false;
        options.Interop.Enabled = false;
        options.Interop.AllowWrite = false;
        options.Interop.AllowGetType = false;
        options.Interop.AllowSystemReflection = false;
        options.Interop.ArrayConversion = ArrayConversionMode.Copy;
        options.DisableStringCompilation();
        options.Json.MaxParseDepth = SandboxLimits.MaxDepth;

        // Each of these treats a saturated value as "no limit"; the settings of the host are checked when they are
        // read.
        options.TimeoutInterval(limits.Time);
        options.MaxStatements(limits.Statements);
        options.LimitMemory(limits.Memory);
        options.LimitRecursion(SandboxLimits.MaxRecursion);
        options.CancellationToken(interruption);
        options.Constraint(deadline); // which looks at the session's token too
        options.Constraints.StackOverflowGuard = true;
        options.Constraints.MaxArraySize = SandboxLimits.MaxArrayRoom;
        options.Constraints.RegexTimeout = SandboxLimits.RegexTime;
        options.Constraints.PromiseTimeout = limits.Time;
        options.Constraints.MaxAtomicsPauseIterations = 1;
    }
}

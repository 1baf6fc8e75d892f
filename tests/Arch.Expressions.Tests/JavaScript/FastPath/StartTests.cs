using System.Reflection;
using System.Runtime.Loader;
using Arch.Expressions.JavaScript;

namespace Arch.Expressions.Tests.JavaScript.FastPath;

/// <summary>Simple workflows never load the engine: a process that runs them starts sooner.</summary>
public class StartTests
{
    [Theory]
    [InlineData("inputs.order.total > 1000", false)]
    [InlineData("`Order ${inputs.order.id}: ${inputs.order.total * 1.2}`", false)]
    [InlineData("[inputs].map(i => i.order.id)", true)]
    public void Evaluate_Expression_LoadsTheEngineOnlyWhenNeeded(string text, bool isNeeded)
    {
        var context = new WatchedContext();
        var arch = context.LoadFromAssemblyPath(typeof(JavaScriptLanguage).Assembly.Location);

        Evaluate(arch, text);

        context.Asked.Contains("Jint").ShouldBe(isNeeded);
    }

    // All by reflection: the types of this context are other types than those the test is compiled with.
    private static void Evaluate(Assembly arch, string text)
    {
        var language = Activator.CreateInstance(arch.GetType("Arch.Expressions.JavaScript.JavaScriptLanguage")!)!;
        var compilation = language.GetType().GetMethod("CompileExpression")!.Invoke(language, [text])!;
        var expression = compilation.GetType().GetProperty("Expression")!.GetValue(compilation)!;
        var parse = arch.GetType("Arch.Expressions.Values.ValueJson")!.GetMethod("Parse", [typeof(string), typeof(int)])!;
        var value = parse.Invoke(null, ["""{"inputs": {"order": {"id": "A", "total": 2000}}}""", 64])!;
        var members = new object?[1];
        value.GetType().GetMethod("TryGetObject")!.Invoke(value, members);
        var scope = Activator.CreateInstance(arch.GetType("Arch.Expressions.Language.ObjectScope")!, members[0])!;
        var session = Activator.CreateInstance(
            arch.GetType("Arch.Expressions.Language.ExpressionSession")!, Js.Noon, 1UL, null, CancellationToken.None)!;
        expression.GetType().GetMethod("Evaluate")!.Invoke(expression, [session, scope]);
    }

    private sealed class WatchedContext() : AssemblyLoadContext("watched")
    {
        private readonly string _folder = Path.GetDirectoryName(typeof(JavaScriptLanguage).Assembly.Location)!;

        public HashSet<string> Asked { get; } = [];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            Asked.Add(assemblyName.Name!);
            var path = Path.Combine(_folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}

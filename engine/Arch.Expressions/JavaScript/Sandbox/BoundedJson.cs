using Jint;

namespace Arch.Expressions.JavaScript.Sandbox;

internal static class BoundedJson
{
    public static void Install(Engine engine)
    {
        _ = engine;
    }
}

//! Milkround for Node: the wire on Node's thread pool, and nothing else. What JavaScript sees of
//! it is made in `lib/`.

use milkround::hub::Hub;
use milkround::{Error, wire};
use napi::bindgen_prelude::{AsyncTask, Either};
use napi::{Env, Task};
use napi_derive::napi;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The wire never panics; what is done around it (dropping a hub, say) could. A panic that leaves
/// `Task::compute` ends the whole Node process, so everything on the pool runs in here.
fn guarded<T>(work: impl FnOnce() -> T, refused: impl FnOnce(String) -> T) -> T {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let message = "the call met a fault of Milkround: please report it";
        refused(wire::refusal(&Error::internal(message)))
    })
}

/// A hub. Calls that run hold it too, so that closing lets them finish.
#[napi]
pub struct Engine {
    hub: Option<Arc<Hub>>,
}

#[napi]
impl Engine {
    /// Calls an operation; the promise is for the wire's answer, refusals included.
    #[napi]
    pub fn call(&self, operation: String, envelope: String) -> napi::Result<AsyncTask<Call>> {
        let hub = self.hub.clone().ok_or_else(closed)?;
        Ok(AsyncTask::new(Call { hub: Some(hub), operation, envelope }))
    }

    /// Refuses later calls, and lets go of the hub off the main thread: its store may have work.
    #[napi]
    pub fn close(&mut self) -> AsyncTask<Close> {
        AsyncTask::new(Close(self.hub.take()))
    }
}

fn closed() -> napi::Error {
    napi::Error::from_reason("the hub is closed: open it again")
}

/// Opens a hub; the promise is for the engine, or for the wire's refusal.
#[napi]
pub fn open(options: String) -> AsyncTask<Open> {
    AsyncTask::new(Open(options))
}

/// Calls a pure rule, at once: it has no I/O to wait for.
#[napi]
pub fn rule(name: String, envelope: String) -> String {
    guarded(|| wire::call(None, &name, &envelope), |refusal| refusal)
}

pub struct Open(String);

impl Task for Open {
    type Output = Result<Hub, String>;
    type JsValue = Either<Engine, String>;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        Ok(guarded(|| wire::open(&self.0), Err))
    }

    fn resolve(&mut self, _: Env, opened: Self::Output) -> napi::Result<Self::JsValue> {
        Ok(match opened {
            Ok(hub) => Either::A(Engine { hub: Some(Arc::new(hub)) }),
            Err(refusal) => Either::B(refusal),
        })
    }
}

pub struct Call {
    hub: Option<Arc<Hub>>,
    operation: String,
    envelope: String,
}

impl Task for Call {
    type Output = String;
    type JsValue = String;

    fn compute(&mut self) -> napi::Result<String> {
        // The hub is let go of here and not on the main thread: this may be the last hold on it.
        let hub = self.hub.take();
        let call = || {
            let answer = wire::call(hub.as_deref(), &self.operation, &self.envelope);
            drop(hub);
            answer
        };
        Ok(guarded(call, |refusal| refusal))
    }

    fn resolve(&mut self, _: Env, answer: String) -> napi::Result<String> {
        Ok(answer)
    }
}

pub struct Close(Option<Arc<Hub>>);

impl Task for Close {
    type Output = ();
    type JsValue = ();

    fn compute(&mut self) -> napi::Result<()> {
        let hub = self.0.take();
        guarded(|| drop(hub), drop);
        Ok(())
    }

    fn resolve(&mut self, _: Env, (): ()) -> napi::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_refusal() {
        let answer = guarded(|| panic!("a fault"), |refusal| refusal);
        assert!(answer.starts_with(r#"{"error":{"code":"internal""#), "{answer}");
    }
}

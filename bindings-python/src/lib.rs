//! The native half of the Python package: JSON in, JSON out. What Python sees of it is made in
//! `python/milkround`.

use milkround::hub::Hub;
use milkround::wire;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::sync::{Arc, PoisonError, RwLock};

/// A hub that is open. Calls run side by side, with Python's lock released.
#[pyclass(frozen)]
struct Engine {
    /// None once it is closed; a call that runs keeps the hub until it is done.
    hub: RwLock<Option<Arc<Hub>>>,
}

#[pymethods]
impl Engine {
    /// Opens a hub from JSON; a `ValueError` holds `{"error": …}`.
    #[new]
    fn new(py: Python<'_>, options: &str) -> PyResult<Self> {
        let opened = py.detach(|| wire::open(options));
        let hub = opened.map_err(PyValueError::new_err)?;
        Ok(Self { hub: RwLock::new(Some(Arc::new(hub))) })
    }

    /// Calls an operation; none once the hub is closed.
    fn call(&self, py: Python<'_>, operation: &str, envelope: &str) -> Option<String> {
        py.detach(|| {
            let hub = self.hub.read().unwrap_or_else(PoisonError::into_inner).clone()?;
            Some(wire::call(Some(&hub), operation, envelope))
        })
    }

    /// Closes the hub; again does nothing.
    fn close(&self, py: Python<'_>) {
        py.detach(|| {
            let hub = self.hub.write().unwrap_or_else(PoisonError::into_inner).take();
            drop(hub);
        });
    }
}

/// Asks a pure rule.
#[pyfunction]
fn rule(py: Python<'_>, name: &str, envelope: &str) -> String {
    py.detach(|| wire::call(None, name, envelope))
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Engine>()?;
    module.add_function(wrap_pyfunction!(rule, module)?)?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))
}
